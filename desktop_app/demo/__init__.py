"""The demo regency: an embedded server, a desk set up by itself, and invented cases."""
