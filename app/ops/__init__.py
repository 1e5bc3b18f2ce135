"""One module per thing that a person can ask for."""
