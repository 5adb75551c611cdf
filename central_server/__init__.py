"""The regency's server: it keeps the offices in step whenever a connection exists."""
