"""One module per file format that people bring their logins in."""
