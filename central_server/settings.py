"""Where the server keeps what it keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_DATABASE = "sqlite:///./loket-aduan-server.db"
DEFAULT_FILES = "./loket-aduan-files"


@dataclass(frozen=True, slots=True)
class Settings:
    """`database` is an SQLAlchemy URL (SQLite or PostgreSQL), `files` the folder of files."""

    database: str
    files: Path


def settings_from(
    environment: Mapping[str, str], database: str | None, files: str | None
) -> Settings:
    """Take what the command line gave, else the environment, else the folder we stand in."""
    return Settings(
        database=database or environment.get("LOKET_DATABASE_URL") or DEFAULT_DATABASE,
        files=Path(files or environment.get("LOKET_FILES") or DEFAULT_FILES),
    )
