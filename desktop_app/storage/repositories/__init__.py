"""One file a noun: reads and writes its tables inside a transaction, gives out plain data only."""
