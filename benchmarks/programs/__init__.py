"""Programs that a row starts in fresh processes; each prints one JSON line."""
