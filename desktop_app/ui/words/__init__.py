"""Indonesian words for what has no code of its own, such as dates and ages."""
