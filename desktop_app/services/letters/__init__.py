"""Letters from draft to issue: templates, letterheads, numbers, the book that accounts for them."""
