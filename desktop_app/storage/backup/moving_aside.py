"""Moves a database with all that lies beside it out of the way, as one, whatever cuts it off.

Without its log a database lacks what was saved last, and a log beside another database spoils
that. So it is written down first where they go; the next start ends what was begun, before
anything is opened.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from desktop_app.storage.durable_file import replace_patiently, sync_folder, write_durably
from desktop_app.storage.profile_folder import DATABASE, LOG_ENDINGS, UNFINISHED

MOVING = "office.db.moving"
_ASIDE = "aside"


def move_aside(folder: Path, at: datetime) -> str:
    """Make room for the new database, which is whole by now; return where the old one lies.

    Empty where there was none.
    """
    if not _parts(folder):
        return ""
    target = _unused(folder / _ASIDE, _stamp(at))
    write_durably(folder / MOVING, target.name.encode())
    end_move(folder)
    return f"{_ASIDE}/{target.name}"


def end_move(folder: Path) -> None:
    """Move what is left of what was begun; not what has taken its place since."""
    if not (folder / UNFINISHED).exists() or not (folder / MOVING).exists():
        return
    target = folder / _ASIDE / (folder / MOVING).read_text()
    target.mkdir(parents=True, exist_ok=True)
    sync_folder(target.parent)
    for part in _parts(folder):
        replace_patiently(part, target / part.name)
    sync_folder(target)
    sync_folder(folder)


def keep_a_copy_aside(path: Path, at: datetime) -> None:
    """Keep what is about to be written over, in a folder of its own, as far as it can be read."""
    try:
        content = path.read_bytes()
    except OSError:
        return
    target = _unused(path.parent / _ASIDE, _stamp(at))
    target.mkdir(parents=True)
    sync_folder(target.parent)
    write_durably(target / path.name, content)


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _parts(folder: Path) -> list[Path]:
    paths = (folder / f"{DATABASE}{ending}" for ending in (*LOG_ENDINGS, ""))
    return [path for path in paths if path.exists()]


def _unused(folder: Path, name: str) -> Path:
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(path for one in names if not (path := folder / one).exists())
