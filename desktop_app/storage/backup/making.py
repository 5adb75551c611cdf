"""Makes a copy of a profile that is open, tries it, and only then gives it its name."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.backups import (
    Backup,
    BackupCancelledError,
    BackupProgress,
    BackupStage,
    Occasion,
    Tell,
)
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.long_work import Cancelled, never
from desktop_app.storage.backup.file_list import read_file_list, write_file_list
from desktop_app.storage.backup.manifest import Manifest
from desktop_app.storage.backup.place import FILE_LIST, Place
from desktop_app.storage.backup.rehearsal import is_sound, rehearse
from desktop_app.storage.backup.sealed_copies import SealedFolder
from desktop_app.storage.backup.snapshot import take_snapshot
from desktop_app.storage.backup.whole_files import copy_whole, digest_of
from desktop_app.storage.durable_file import write_durably
from desktop_app.storage.profile_folder import DATABASE, FILES, KEYS

_SLICES = 16


@dataclass(frozen=True, slots=True)
class Source:
    """The profile that is copied: its folder and its key."""

    folder: Path
    key: bytes

    @property
    def database(self) -> Path:
        return self.folder / DATABASE

    @property
    def keys(self) -> Path:
        return self.folder / KEYS

    @property
    def files(self) -> SealedFolder:
        return SealedFolder(self.folder / FILES, self.key)


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how it goes on, and who may end it."""

    tell: Tell = lambda _progress: None
    cancelled: Cancelled = never

    def step(self, stage: BackupStage, done: int, total: int) -> None:
        """Tell of one step; BackupCancelledError where somebody asked to stop."""
        if self.cancelled():
            raise BackupCancelledError
        self.tell(BackupProgress(stage, done, total))


def make_copy(
    source: Source, place: Place, occasion: Occasion, *, at: datetime, watch: Watch
) -> Backup:
    """Copy the profile as it stands into its first place; ExpectedError, and no copy, else."""
    with place.new(at) as (part, finish):
        figures = take_snapshot(
            source.database,
            part / DATABASE,
            source.key,
            tell=watch.tell,
            cancelled=watch.cancelled,
        )
        write_durably(part / KEYS, source.keys.read_bytes())
        files = SealedFolder(place.files, source.key)
        copied = _copy_files(source.files, files, source.files.names(), at=at, watch=watch)
        write_file_list(part / FILE_LIST, copied.here)
        watch.step(BackupStage.TRYING, 0, 1)
        try:
            missing = rehearse(
                part,
                source.key,
                figures.counts,
                files=files,
                looked_into=copied.looked_into,
                place=place.which,
            )
        except ExpectedError as error:
            # SQLCipher's backup may pass over a damaged page; then it is not the copy's fault.
            if not is_sound(source.database, source.key):
                raise ExpectedError(Trouble.PROFILE_DAMAGED) from error
            raise
        made = Backup(
            name="",
            made_at=at,
            occasion=occasion,
            revision=figures.revision,
            counts=figures.counts,
            files=len(copied.here),
            missing=missing,
            size=(part / DATABASE).stat().st_size,
            place=place.which,
        )
        manifest = finish(Manifest(made, _digests(part)))
    place.refresh_keys(source.keys.read_bytes())
    return manifest.backup


def carry_copy(source: Source, first: Place, second: Place, name: str, *, watch: Watch) -> Backup:
    """Bring a copy of the first place to the second, and try it there by itself."""
    manifest = first.manifest(name)
    origin, made_at = first.folder / name, manifest.backup.made_at
    with second.new(made_at) as (part, finish):
        for at, (file, digest) in enumerate(manifest.digests.items()):
            watch.step(BackupStage.SECOND_PLACE, at, len(manifest.digests))
            if not copy_whole(origin / file, part / file, digest, cancelled=watch.cancelled):
                raise ExpectedError(Trouble.BACKUP_NOT_WHOLE, facts={"place": second.which.value})
        write_durably(part / KEYS, source.keys.read_bytes())
        files = SealedFolder(second.files, source.key)
        names = read_file_list(part / FILE_LIST)
        origin_files = SealedFolder(first.files, source.key)
        copied = _copy_files(origin_files, files, names, at=made_at, watch=watch)
        watch.step(BackupStage.TRYING, 0, 1)
        rehearse(
            part,
            source.key,
            manifest.backup.counts,
            files=files,
            looked_into=copied.looked_into,
            place=second.which,
        )
        carried = finish(manifest)
    second.refresh_keys(source.keys.read_bytes())
    return carried.backup


@dataclass(frozen=True, slots=True)
class _Copied:
    """The files that lie in the place now; the new ones and one in sixteen others are opened."""

    here: Collection[str]
    new: Collection[str]
    turn: int

    def looked_into(self, sha256: str) -> bool:
        return sha256 in self.new or _turn_of(sha256) == self.turn


def _copy_files(
    origin: SealedFolder,
    target: SealedFolder,
    names: Collection[str],
    *,
    at: datetime,
    watch: Watch,
) -> _Copied:
    """Bring what is not there yet, and mend on either side what is damaged on it alone.

    What is damaged on both is left out: the rest must not wait for it.
    """
    turn = at.toordinal() % _SLICES
    here: set[str] = set()
    new: set[str] = set()
    for done, sha256 in enumerate(sorted(names)):
        watch.step(BackupStage.FILES, done, len(names))
        if target.has(sha256) and _turn_of(sha256) != turn:
            here.add(sha256)
            continue
        mine, theirs = origin.sound(sha256), target.sound(sha256)
        if theirs is None and mine is not None:
            target.put(sha256, mine)
            new.add(sha256)
        elif mine is None and theirs is not None:
            origin.put(sha256, theirs)
        if mine is not None or theirs is not None:
            here.add(sha256)
    return _Copied(here, new, turn)


def _turn_of(sha256: str) -> int:
    return int(sha256[0], 16)


def _digests(folder: Path) -> Mapping[str, str]:
    """The ways in are left out: they change with the people, and have a sum of their own."""
    return {name: digest_of(folder / name) for name in (DATABASE, FILE_LIST)}


def profile_mark(key: bytes) -> str:
    """Name a profile among others in one folder, without telling whose it is."""
    return hashlib.sha256(b"loket-aduan copies 1" + key).hexdigest()[:16]
