"""One module per file format that people take their entries out in."""
