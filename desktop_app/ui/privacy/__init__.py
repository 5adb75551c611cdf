"""Asking why somebody needs what is confidential, and who may know of a case."""
