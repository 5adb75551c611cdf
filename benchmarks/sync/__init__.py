"""What the rows of sync share: a durable server, desks enrolled at it, and its bare limits."""
