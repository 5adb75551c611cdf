"""Bundles that come and go in files: proved, judged as requests are, answered."""
