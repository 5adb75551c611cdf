"""Where the server keeps what it keeps, and how it stands towards the outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from central_server.errors import OperatorError
from central_server.rate_limit import NO_LIMITS, USUAL_LIMITS, RateLimits

DEFAULT_DATABASE = "sqlite:///./loket-aduan-server.db"
DEFAULT_FILES = "./loket-aduan-files"
_LIMITS: Mapping[str, RateLimits] = {"usual": USUAL_LIMITS, "off": NO_LIMITS}


@dataclass(frozen=True, slots=True)
class Settings:
    """`database` is an SQLAlchemy URL (SQLite or PostgreSQL), `files` the folder of files.

    `root_path` is what a reverse proxy has in front of every path, as `/loket`; empty for nothing.
    """

    database: str
    files: Path
    limits: RateLimits = USUAL_LIMITS
    root_path: str = ""


def settings_from(
    environment: Mapping[str, str], database: str | None, files: str | None
) -> Settings:
    """Take what the command line gave, else the environment, else the folder we stand in."""
    limits = environment.get("LOKET_RATE_LIMIT") or "usual"
    if limits not in _LIMITS:
        raise OperatorError(f"LOKET_RATE_LIMIT is '{limits}': {' or '.join(_LIMITS)} expected.")
    return Settings(
        database=database or environment.get("LOKET_DATABASE_URL") or DEFAULT_DATABASE,
        files=Path(files or environment.get("LOKET_FILES") or DEFAULT_FILES),
        limits=_LIMITS[limits],
    )
