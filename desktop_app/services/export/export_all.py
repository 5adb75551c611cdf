"""Writes all that an office has into a folder, in formats that need no program of ours.

Redacted unless everything is asked for, which takes a right and a reason.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.erasure import NO_FILE
from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.export_tables import (
    EXPORT_TABLES,
    AllRows,
    ExportReason,
    ExportSource,
    ExportTable,
    Secret,
)
from desktop_app.domain.long_work import Cancelled, Progress
from desktop_app.domain.permissions import Right
from desktop_app.domain.reporters import IdentityState
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand
from desktop_app.services.export.explanation import EXPLANATION, explanation
from desktop_app.services.export.open_formats import TableFiles

FILES = "berkas"
_NAME = "ekspor-loket-aduan-%Y%m%d-%H%M%S"
_ENDINGS = frozenset({
    "csv", "doc", "docx", "gif", "heic", "jpeg", "jpg", "m4a", "mp3", "mp4", "ods", "odt", "ogg",
    "opus", "pdf", "png", "txt", "webp", "xls", "xlsx",
})  # fmt: skip
_EVERY = 200
_WHO_REPORTED = "reporter"


@dataclass(frozen=True, slots=True)
class ExportAll:
    """Where to; what is secret goes too where there is a `reason` for it."""

    folder: Path
    reason: ExportReason | None = None

    @property
    def everything(self) -> bool:
        return self.reason is not None


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written; `missing` are files that had not come here or are damaged."""

    folder: Path
    cases: int
    files: int
    missing: int


class ExportCancelledError(Exception):
    """Somebody asked to stop; nothing was left behind."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """Which cases are confidential or anonymous; of the restricted nobody is named, ever."""

    confidential: frozenset[UUID]
    anonymous: frozenset[UUID]
    restricted: frozenset[UUID]


def export_all(
    wanted: ExportAll,
    context: DeskContext,
    source: ExportSource,
    *,
    tell: Progress,
    cancelled: Cancelled,
) -> Exported:
    """Write the folder; it has its name only when all is in it.

    `tell` hears how many rows and files of how many are written. Raises NOT_ALLOWED,
    DISK_FULL, FOLDER_READ_ONLY, ExportCancelledError.
    """
    demand(Right.EXPORT_IDENTITIES if wanted.everything else Right.EXPORT_ALL, context)
    _note(wanted, context)
    now = context.local(context.clock())
    with (
        source.new_folder(wanted.folder, now.strftime(_NAME)) as new,
        source.rows(context.person.uid) as everything,
    ):
        writing = _Writing(wanted, context, new.path, everything, tell=tell, cancelled=cancelled)
        writing.write_tables()
        words = explanation(context.office.name, now, wanted.everything)
        (new.path / EXPLANATION).write_text(words, encoding="utf-8", newline="\r\n")
        return Exported(new.finish(), writing.cases, writing.files, writing.missing)


def _note(wanted: ExportAll, context: DeskContext) -> None:
    """Before anything is written: what was begun and broken off was seen all the same."""
    reason = "redacted" if wanted.reason is None else wanted.reason.value
    facts = {"what": "everything", "reason": reason}
    note_alone(AuditKind.EXPORTED, context, facts=facts)


class _Writing:
    """One export in the making."""

    def __init__(
        self,
        wanted: ExportAll,
        context: DeskContext,
        folder: Path,
        everything: AllRows,
        *,
        tell: Progress,
        cancelled: Cancelled,
    ) -> None:
        self._all = wanted.everything
        self._context = context
        self._folder = folder
        self._everything = everything
        self._tell = tell
        self._cancelled = cancelled
        self._done = 0
        self._tables = [one for one in EXPORT_TABLES if self._all or one.name != _WHO_REPORTED]
        self._total = sum(everything.count(table.name) for table in self._tables)
        self.cases = everything.count("case")
        self.files = 0
        self.missing = 0

    def write_tables(self) -> None:
        kept = self._secret_cases()
        (self._folder / FILES).mkdir()
        for table in self._tables:
            with ExitStack() as open_files:
                people, programs = (
                    open_files.enter_context(
                        (self._folder / f"{table.file}.{ending}").open(
                            "x", encoding="utf-8", newline=""
                        )
                    )
                    for ending in ("csv", "jsonl")
                )
                files = TableFiles(table, people, programs)
                for row in self._everything.rows(table.name):
                    self._step()
                    files.put(self._redacted(row, table, kept))
                    self._write_file_of(row, table, kept)
                for file in (people, programs):
                    file.flush()
                    os.fsync(file.fileno())

    def _secret_cases(self) -> _Kept:
        confidential: set[UUID] = set()
        anonymous: set[UUID] = set()
        restricted: set[UUID] = set()
        for row in self._everything.rows("case"):
            if row["confidential"] and not self._all:
                confidential.add(row["uid"])
            if row["anonymous"] and not self._all:
                anonymous.add(row["uid"])
            if row["identity_state"] is IdentityState.RESTRICTED:
                restricted.add(row["uid"])
        return _Kept(frozenset(confidential), frozenset(anonymous), frozenset(restricted))

    def _redacted(
        self, row: Mapping[str, Any], table: ExportTable, kept: _Kept
    ) -> Mapping[str, Any]:
        case_uid = row.get(table.case_column)
        is_confidential = case_uid in kept.confidential
        names_nobody = not self._all or case_uid in kept.restricted
        hidden = {
            column.name
            for column in table.columns
            if (column.secret is Secret.OF_REPORTER and names_nobody)
            or (is_confidential and column.secret is Secret.OF_CONFIDENTIAL)
        }
        return {name: None if name in hidden else value for name, value in row.items()}

    def _write_file_of(self, row: Mapping[str, Any], table: ExportTable, kept: _Kept) -> None:
        """Write an attachment or, of an export of everything, a letter; each content once."""
        if table.name not in {"attachment", "letter"}:
            return
        is_secret = row["case_uid"] in kept.confidential | kept.anonymous
        if not self._all and (table.name == "letter" or is_secret):
            return
        if row["sha256"] == NO_FILE:
            return
        name = "surat.pdf" if table.name == "letter" else str(row["name"])
        path = self._folder / FILES / f"{row['sha256']}.{_ending(name)}"
        if path.exists():
            return
        try:
            content = self._context.files.read(str(row["sha256"]))
        except ExpectedError:
            self.missing += 1
            return
        path.write_bytes(content)
        self.files += 1

    def _step(self) -> None:
        if self._done % _EVERY == 0:
            if self._cancelled():
                raise ExportCancelledError
            self._tell(self._done, self._total)
        self._done += 1


def _ending(name: str) -> str:
    """Keep an ending that is known to be harmless and tells nothing of anybody."""
    ending = name.rpartition(".")[2].lower()
    return ending if ending in _ENDINGS else "bin"
