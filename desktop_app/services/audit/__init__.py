"""What was done with people's data, by whom: noted, shown, checked, handed to an inspector."""
