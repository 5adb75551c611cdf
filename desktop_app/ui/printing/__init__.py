"""Looking at a PDF and putting it on paper."""
