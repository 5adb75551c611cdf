"""Marked words go through every feature; then everything the program left behind is searched."""
