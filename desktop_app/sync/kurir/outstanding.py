"""Bundles that were written here: what is needed to take their answers in, however late."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from desktop_app.domain.devices import SyncMarks
from desktop_app.domain.ports import UnitOfWork

ANSWERS_LAST = timedelta(days=400)
_FACT = "kurir_bundles"


@dataclass(frozen=True, slots=True)
class Outstanding:
    """One bundle: the key of its answer, how this desk stood then, the files in it.

    `taken` says that an answer to it was taken in.
    """

    written_at: datetime
    answer_key: bytes
    marks: SyncMarks
    files: tuple[tuple[UUID, str], ...]
    taken: bool = False


def remember(work: UnitOfWork, bundle: UUID, outstanding: Outstanding) -> None:
    """Keep a bundle in mind, and forget those whose answers will not come any more."""
    oldest = outstanding.written_at - ANSWERS_LAST
    known: dict[str, Any] = work.state.fact(_FACT) or {}
    kept = {
        uid: written
        for uid, written in known.items()
        if datetime.fromisoformat(written["written_at"]) >= oldest
    }
    work.state.set_fact(_FACT, kept | {str(bundle): _written(outstanding)})


def find(work: UnitOfWork, bundle: UUID) -> Outstanding | None:
    """Return a bundle of this desk; None for one it never wrote, or has forgotten."""
    known: dict[str, Any] = work.state.fact(_FACT) or {}
    written = known.get(str(bundle))
    return None if written is None else _read(written)


def _written(outstanding: Outstanding) -> dict[str, Any]:
    return {
        "written_at": outstanding.written_at.isoformat(),
        "answer_key": base64.b64encode(outstanding.answer_key).decode("ascii"),
        "cursors": outstanding.marks.cursors,
        "epoch": outstanding.marks.epoch,
        "mark": outstanding.marks.mark,
        "taken": outstanding.taken,
        "files": [[str(case_uid), sha256] for case_uid, sha256 in outstanding.files],
    }


def _read(written: dict[str, Any]) -> Outstanding:
    return Outstanding(
        written_at=datetime.fromisoformat(written["written_at"]),
        answer_key=base64.b64decode(written["answer_key"]),
        marks=SyncMarks(written["cursors"], written["epoch"], written["mark"]),
        files=tuple((UUID(case_uid), sha256) for case_uid, sha256 in written["files"]),
        taken=written["taken"],
    )
