"""Names in the folder of a profile that more than one part knows; a copy of it bears the same."""

from __future__ import annotations

from pathlib import Path

DATABASE = "office.db"
UNFINISHED = "office.db.new"  # becomes the database where there is none
KEYS = "keys.json"
TRIES = "tries.json"
FILES = "files"
# What SQLite keeps beside a database while somebody has it open, or lost it to a power cut.
LOG_ENDINGS = ("-wal", "-shm", "-journal")


def is_profile(folder: Path) -> bool:
    """Say whether there is a profile, whole or damaged."""
    return (folder / KEYS).exists() or (folder / DATABASE).exists()


def has_database(folder: Path) -> bool:
    """Say whether the data is there, whole or damaged."""
    return (folder / DATABASE).is_file()


def remove_database(path: Path) -> None:
    """Take away a database and its log, as far as they are there."""
    for ending in ("", *LOG_ENDINGS):
        path.with_name(path.name + ending).unlink(missing_ok=True)
