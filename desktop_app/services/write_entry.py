"""Somebody writes to a case: an internal note, a public reply, or news of the work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.timeline import TEXT_LENGTH, EntryKind
from desktop_app.domain.typed_text import text_problems
from desktop_app.domain.workflow import RIGHT_TO_WRITE
from desktop_app.services.context import (
    DeskContext,
    Done,
    KeptFile,
    begin_save,
    case_or_trouble,
)
from desktop_app.services.demand import demand_on
from desktop_app.services.entries import add_entry, link_files, new_entry


@dataclass(frozen=True, slots=True)
class WriteEntry:
    """Write this; `kind` is NOTE, REPLY or PROGRESS; only a reply is shown to the reporter."""

    case_uid: UUID
    kind: EntryKind
    text: str
    files: tuple[KeptFile, ...] = ()


def write_entry(request: WriteEntry, context: DeskContext) -> Done:
    """Add the entry and its files in one transaction; raises RECORD_GONE, NOT_ALLOWED, PROBLEMS."""
    with context.open_work() as work:
        case = case_or_trouble(work, request.case_uid)
        demand_on(RIGHT_TO_WRITE[request.kind], case, context)
        problems = text_problems(request.text, TEXT_LENGTH)
        if problems:
            raise ExpectedError(Trouble.PROBLEMS, problems=tuple(problems))
        save = begin_save(context, work, case.uid)
        is_reply = request.kind is EntryKind.REPLY
        entry = new_entry(
            save, request.kind, text=request.text, public=is_reply, uid=save.transaction
        )
        if is_reply and not case.has_reply:
            work.cases.put(replace(case, has_reply=True))
        add_entry(entry, save)
        link_files(save, request.files)
        save.forget_text(request.kind.value)
        return save.finish()
