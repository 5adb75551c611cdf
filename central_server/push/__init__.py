"""Changes that desks made, judged and applied in the order the server meets them."""
