"""Tries on this PC what the program is made of, with invented data in a folder of its own.

Its words do not pass through Qt, which may be what is broken.
"""
