"""Everything that has not reached the server, as plain data for one readable file."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from desktop_app.domain.changes import ChangeState, FieldConflict, Operation, PendingChange
from desktop_app.domain.confidential import Because, Disclosed
from desktop_app.domain.permissions import Right
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.reporters import NAMED_BESIDE_CASE
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand
from desktop_app.services.personal_data.struck_changes import KNOWN
from desktop_app.services.privacy.disclosing import note_disclosure
from desktop_app.services.sync_centre.case_label import CaseLabel, case_label, label_of
from desktop_app.services.sync_centre.told_change import ToldPart, may_read_identity_of, told
from desktop_app.services.sync_centre.waiting_work import WaitingFile, waiting_files

FORMAT = "loket-aduan/belum-terkirim"
_FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class UnsentChange:
    """One change that waits or was refused.

    `record` is the change as it would travel, without an identity that the reader may not see.
    """

    about: CaseLabel
    operation: Operation
    parts: tuple[ToldPart, ...]
    record: dict[str, Any]
    author: str
    made_at: datetime
    refused: bool
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class UnsentValue:
    """A value that did not stand, of anybody at this desk."""

    about: CaseLabel
    conflict: FieldConflict
    author: str


@dataclass(frozen=True, slots=True)
class UnsentWork:
    """All of it at one moment; `made_at` is local time, the bytes of files are not in it."""

    made_at: datetime
    office: str
    office_code: str
    device_letter: str
    person: str
    changes: tuple[UnsentChange, ...]
    values: tuple[UnsentValue, ...]
    files: tuple[WaitingFile, ...]


def full_unsent_work(because: Because, context: DeskContext) -> UnsentWork:
    """Gather it with what is confidential, and write down why; raises NOT_ALLOWED, PROBLEMS."""
    demand(Right.KEEP_IN_STEP, context)
    with context.open_work() as work:
        note_disclosure(Disclosed.UNSENT_WORK, None, because, context, work=work)
        work.commit()
    return unsent_work(context, full=True)


def unsent_work(context: DeskContext, *, full: bool = False) -> UnsentWork:
    """Gather what waits, what was refused, and values that did not stand; raises NOT_ALLOWED.

    Of confidential cases, and of those of which nothing is known here, it tells only in `full`
    what was written.
    """
    demand(Right.KEEP_IN_STEP, context)
    with context.open_read() as work:
        waiting = work.outbox.waiting(work.outbox.count_waiting() + 1)
        changes = sorted(waiting + work.outbox.rejected(), key=lambda change: change.sequence)
        return UnsentWork(
            made_at=context.local(context.clock()),
            office=context.office.name,
            office_code=context.office.code,
            device_letter=context.device.letter,
            person=context.person.name,
            changes=tuple(_change(change, work, context, full=full) for change in changes),
            values=tuple(_value(conflict, work, full=full) for conflict in work.conflicts.all()),
            files=tuple(
                file if full or not file.about.is_secret else replace(file, name="")
                for file in waiting_files(work.transfers.uploads(), work)
            ),
        )


def as_json(unsent: UnsentWork) -> str:
    """Write it for other programs: an open format with Indonesian keys, lossless."""
    document = {
        "format": FORMAT,
        "versi": _FORMAT_VERSION,
        "dibuat_pada": unsent.made_at.isoformat(),
        "dibuat_oleh": unsent.person,
        "kantor": unsent.office,
        "kode_kantor": unsent.office_code,
        "huruf_komputer": unsent.device_letter,
        "perubahan": [_change_record(change) for change in unsent.changes],
        "nilai_yang_tidak_berlaku": [_value_record(value) for value in unsent.values],
        "berkas": [
            {
                "kasus": _about_record(file.about),
                "nama": file.name,
                "ukuran_byte": file.size,
                "sha256": file.sha256,
            }
            for file in unsent.files
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _change(
    change: PendingChange, work: UnitOfWork, context: DeskContext, *, full: bool
) -> UnsentChange:
    case = work.cases.get(change.case_uid)
    about = case_label(change, case)
    is_told = full or not about.is_secret
    may_read = is_told and may_read_identity_of(change, case, context)
    record = change.body if may_read else _without_identity(change)
    return UnsentChange(
        about=about,
        operation=change.operation,
        parts=told(change, with_identity=may_read) if is_told else (),
        record=record if is_told else {},
        author=_name_of(change.person_uid, work),
        made_at=context.local(change.made_at),
        refused=change.state is ChangeState.REJECTED,
        code=change.reject_code,
        words=change.reject_words,
    )


def _without_identity(change: PendingChange) -> dict[str, Any]:
    if change.operation in {Operation.REPORTER_PUT, Operation.REPORTER_SET}:
        return {}
    return {name: value for name, value in change.body.items() if name not in {"reporter", KNOWN}}


def _value(conflict: FieldConflict, work: UnitOfWork, *, full: bool) -> UnsentValue:
    case = work.cases.get(conflict.case_uid)
    about = label_of(case) if case else CaseLabel(conflict.case_uid)
    is_of_reporter = conflict.field in NAMED_BESIDE_CASE
    if (about.is_secret and not full) or is_of_reporter:
        conflict = replace(conflict, mine=None, theirs=None)
    return UnsentValue(about, conflict, _name_of(conflict.person_uid, work))


def _name_of(person_uid: UUID, work: UnitOfWork) -> str:
    person = work.directory.person(person_uid)
    return person.name if person else ""


def _change_record(change: UnsentChange) -> dict[str, Any]:
    return {
        "status": "ditolak" if change.refused else "menunggu",
        "kode_penolakan": change.code,
        "kata_server": change.words,
        "kasus": _about_record(change.about),
        "jenis": change.operation.value,
        "oleh": change.author,
        "waktu": change.made_at.isoformat(),
        "isi": {part.name: part.value for part in change.parts},
        "rekaman": change.record,
    }


def _value_record(value: UnsentValue) -> dict[str, Any]:
    conflict = value.conflict
    return {
        "kasus": _about_record(value.about),
        "isian": conflict.field,
        "nilai_penulis": conflict.mine,
        "nilai_yang_berlaku": conflict.theirs,
        "penulis": value.author,
        "ditulis_pula_oleh": conflict.by,
        "waktu": conflict.at.isoformat() if conflict.at else None,
    }


def _about_record(about: CaseLabel) -> dict[str, Any]:
    return {
        "uid": str(about.case_uid),
        "nomor_register": about.register_number,
        "judul": "" if about.is_secret else about.title,
        "rahasia": about.confidential,
    }
