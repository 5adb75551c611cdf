"""The locks of this tree: which release of a package in which bytes, and who asks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

DEVELOPERS = ROOT / "requirements-dev.lock"
DESK = ROOT / "requirements-desk.lock"
SERVER = ROOT / "requirements-server.lock"
AUDITOR = ROOT / "requirements-audit.lock"
ALL = (DEVELOPERS, DESK, SERVER, AUDITOR)

_ENTRY = re.compile(r"([a-z0-9._-]+)==([^\s;\\]+)(?: ; ([^\\\n]+?))?(?: \\)?\n")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_ASKED_BY = re.compile(r"^ +# via (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Release:
    """One entry of a lock.

    `marker` says on which machines it is installed, empty for all. `hashes` are the SHA-256 of
    the files pip accepts for it. `asked_by` names the packages of the same lock that need it;
    `wanted` says that the project itself does. The developers' lock names nobody.
    """

    name: str
    version: str
    marker: str
    hashes: frozenset[str]
    asked_by: frozenset[str]
    wanted: bool


def read_lock(lock: Path) -> tuple[Release, ...]:
    """Return every entry of a lock; ValueError where a line belongs to none."""
    entries = re.split(r"^(?=[^\s#])", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    if not entries:
        raise ValueError(f"{lock.name} locks nothing")
    return tuple(_release(entry, lock) for entry in entries)


def _release(entry: str, lock: Path) -> Release:
    found = _ENTRY.match(entry)
    if found is None:
        raise ValueError(f"{lock.name}: not an exact release: {entry.splitlines()[0]}")
    name, version, marker = found.groups(default="")
    line = _ASKED_BY.search(entry)
    asking = line[1].split(", ") if line else []
    return Release(
        name=name,
        version=version,
        marker=marker,
        hashes=frozenset(_HASH.findall(entry)),
        asked_by=frozenset(one for one in asking if re.fullmatch(r"[a-z0-9._-]+", one)),
        wanted=any("(pyproject.toml" in one for one in asking),
    )
