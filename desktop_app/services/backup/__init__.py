"""Copies of the desk's data: when they are made, how they stand, and the return to one."""
