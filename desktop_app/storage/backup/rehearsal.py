"""Opens a copy by itself, counts it, and compares it with what it is a copy of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from desktop_app.domain.backups import BackupPlace
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.backup.file_list import read_file_list
from desktop_app.storage.backup.place import FILE_LIST
from desktop_app.storage.backup.sealed_copies import SealedFolder
from desktop_app.storage.backup.snapshot import figures_of, reading
from desktop_app.storage.key_file import KeyFile
from desktop_app.storage.profile_folder import DATABASE, KEYS

_CHECKS = ("cipher_integrity_check", "foreign_key_check", "integrity_check")
_NAMED_FILES = "SELECT sha256 FROM attachment UNION SELECT sha256 FROM letter"


def rehearse(
    folder: Path,
    key: bytes,
    counts: Mapping[str, int],
    *,
    files: SealedFolder,
    looked_into: Callable[[str], bool],
    place: BackupPlace,
) -> int:
    """Open the copy in `folder` and return how many files it names that did not lie here.

    Of its files all must be there; those `looked_into` must open as what they are. ExpectedError
    BACKUP_NOT_WHOLE (fact `where`) for whatever is not as it was at the moment of the copy.
    """
    try:
        with reading(folder / DATABASE, key) as connection:
            _demand(all(_passes(connection, check) for check in _CHECKS), "database", place)
            _demand(figures_of(connection).counts == counts, "counts", place)
            named = {str(sha256) for (sha256,) in connection.execute(_NAMED_FILES)}
    except (dbapi2.Error, FileNotFoundError) as error:
        raise _not_whole("database", place) from error
    _demand(bool(KeyFile(folder / KEYS).holders()), "keys", place)
    here = read_file_list(folder / FILE_LIST)
    for sha256 in here:
        _demand(files.has(sha256), "files", place)
        _demand(not looked_into(sha256) or files.sound(sha256) is not None, "files", place)
    return len(named.difference(here))


def is_sound(path: Path, key: bytes) -> bool:
    """Say whether a database passes SQLite's and SQLCipher's own checks."""
    try:
        with reading(path, key) as connection:
            return all(_passes(connection, check) for check in _CHECKS)
    except (dbapi2.Error, FileNotFoundError):
        return False


def _passes(connection: Any, check: str) -> bool:
    said = [row[0] for row in connection.execute(f"PRAGMA {check}").fetchall()]
    return said in ([], ["ok"])


def _demand(is_so: bool, where: str, place: BackupPlace) -> None:
    if not is_so:
        raise _not_whole(where, place)


def _not_whole(where: str, place: BackupPlace) -> ExpectedError:
    facts = {"where": where, "place": place.value}
    return ExpectedError(Trouble.BACKUP_NOT_WHOLE, facts=facts)
