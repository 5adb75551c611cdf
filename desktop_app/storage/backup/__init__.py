"""Copies of a profile that open by themselves, and the return to one of them."""
