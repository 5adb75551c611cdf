"""Everything of an office in open formats, so that it may leave with all it has."""
