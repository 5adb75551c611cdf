"""The desk program: a complaint counter that works for months without a network."""
