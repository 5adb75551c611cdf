"""Gives a case its next register number when another PC had printed the one it had."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.domain.changes import PendingChange
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ids import succeeding
from desktop_app.domain.notices import Notice, NoticeKind
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.register_number import RegisterNumber, parse_register_number
from desktop_app.sync.desk import Desk


def number_anew(desk: Desk, work: UnitOfWork, create: PendingChange) -> None:
    """Let a refused `case.create` wait again under the next number of this desk.

    It keeps the case's uid and its place before all else of the case. People are told to hand out
    a new receipt.
    """
    old = str(create.body["case"]["register_number"])
    identity = work.state.identity()
    office = None if identity is None else work.directory.office(identity.office_uid)
    if identity is None or office is None:
        raise ExpectedError(Trouble.PROFILE_DAMAGED)
    printed = parse_register_number(old)
    year = desk.clock().year if printed is None else printed.year
    sequence = work.numbers.next_register_sequence(year)
    new = str(RegisterNumber(office.code, year, identity.letter, sequence))
    record = create.body["case"] | {"register_number": new}
    case = work.cases.get(create.case_uid)
    if case is not None:
        work.cases.put(replace(case, register_number=new))
    again = replace(create, uid=succeeding(create.uid), body=create.body | {"case": record})
    work.outbox.renumber(again)
    facts = {"old": old, "new": new}
    work.notices.add(
        Notice(desk.new_uid(), NoticeKind.RENUMBERED, desk.clock(), create.case_uid, facts)
    )
