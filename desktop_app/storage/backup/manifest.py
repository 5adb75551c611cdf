"""The paper in front of each copy: what it holds and the SHA-256 of its parts.

It can be read before anything is unlocked, so it has figures and no names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.domain.backups import Backup, BackupPlace, Occasion
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.durable_file import write_durably

MANIFEST = "manifest.json"
_FORMAT = 1
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is said of a copy, and the SHA-256 of each of its files by name."""

    backup: Backup
    digests: Mapping[str, str]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it into the folder of the copy, durably."""
    backup = manifest.backup
    told = {
        "made_at": backup.made_at.isoformat(),
        "occasion": backup.occasion.value,
        "revision": backup.revision,
        "counts": dict(backup.counts),
        "files": backup.files,
        "missing": backup.missing,
        "size": backup.size,
        "digests": dict(manifest.digests),
    }
    content = {"format": _FORMAT, "copy": told, "sum": _sum(told)}
    write_durably(folder / MANIFEST, json.dumps(content, indent=1).encode())


def read_manifest(folder: Path, place: BackupPlace) -> Manifest:
    """Read it again; ExpectedError BACKUP_DAMAGED, or DATABASE_NEWER of a later program."""
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
        if content["format"] > _FORMAT:
            raise ExpectedError(Trouble.DATABASE_NEWER)
        told = content["copy"]
        if content["sum"] != _sum(told):
            raise ExpectedError(Trouble.BACKUP_DAMAGED)
        backup = Backup(
            name=folder.name,
            made_at=datetime.fromisoformat(told["made_at"]),
            occasion=Occasion(told["occasion"]),
            revision=str(told["revision"]),
            counts={str(name): int(count) for name, count in told["counts"].items()},
            files=int(told["files"]),
            missing=int(told["missing"]),
            size=int(told["size"]),
            place=place,
        )
        digests = {str(name): str(digest) for name, digest in told["digests"].items()}
    except _UNREADABLE as error:
        raise ExpectedError(Trouble.BACKUP_DAMAGED) from error
    return Manifest(backup, digests)


def _sum(told: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
