"""The page of one case: what was said, what happened, what to do next, and writing to it."""
