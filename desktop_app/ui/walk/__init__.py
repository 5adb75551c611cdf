"""Shows every screen without a person: for the program's test of itself on a new PC."""
