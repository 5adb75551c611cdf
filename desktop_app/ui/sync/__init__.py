"""Rounds in the background, and the page that shows what needs a person."""
