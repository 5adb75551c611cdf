"""Bundles for desks without a line: written to a file, carried by another desk, answered."""
