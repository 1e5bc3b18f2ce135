"""The recovery kit and the passphrase in the window: the paper, making it, using it, and another passphrase."""
