"""The encrypted profile on disk: database, key file and attachments."""
