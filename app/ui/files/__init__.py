"""Files of an entry in the window."""
