"""Copies of the data: how they stand, one more now, the return to one, and the export."""
