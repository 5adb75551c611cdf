"""What the sync centre shows and does: waiting, refused and overruled work, rounds, notices."""
