"""The first steps: a client, an entry, a first share, on the real screens."""
