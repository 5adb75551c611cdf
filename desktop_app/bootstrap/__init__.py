"""The only place that knows every part: builds the parts and joins them."""
