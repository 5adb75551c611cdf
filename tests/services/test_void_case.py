"""A case registered by mistake is taken back by its office, and comes back where it must."""

from __future__ import annotations

import pytest

from desktop_app.domain.changes import Operation
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.inbox import InboxQuery
from desktop_app.domain.people import OfficeKind, Role
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.list_cases import case_keys
from desktop_app.services.open_case import open_case
from desktop_app.services.sync_centre.refused_work import refused_saves
from desktop_app.services.void_case import VoidCase, revive_case, void_again, void_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.builders import REGENCY_UID, an_entry, an_office
from tests.desk import Desk
from tests.services.looking import count_of_cases, entries_of, everything, last_save_of, outbox_of
from tests.services.people import at_office, at_the_village
from tests.services.refusing import refuse_last_save


def come_back(desk: Desk, case_uid) -> None:
    """Do what a round does when the server answers that somebody has worked on the case."""
    refuse_last_save(desk, case_uid, "EDITED_SINCE")
    with desk.context.open_work() as work:
        work.cases.set_voided(case_uid, voided=False)
        work.timeline.put(an_entry(case_uid=case_uid, text="Sudah dicek di lokasi."))
        work.commit()


def is_listed(desk: Desk) -> bool:
    return len(case_keys(InboxQuery(), desk.context)) == 1


def test_a_mistaken_case_is_gone_from_every_list_at_once(desk: Desk) -> None:
    case = desk.registered(title="Tercatat dua kali").case
    done = void_case(VoidCase(case.uid, "Tercatat dua kali."), desk.context)
    assert done.touched == {case.uid}
    assert not is_listed(desk)
    assert list(case_keys(InboxQuery(words="tercatat"), desk.context)) == []
    assert count_of_cases(desk.context) == 0


def test_the_server_is_told_how_much_this_desk_knew(desk: Desk) -> None:
    case = desk.registered().case
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Satu"), desk.context)
    void_case(VoidCase(case.uid, "Salah catat."), desk.context)
    (change,) = last_save_of(desk.context, case.uid)
    assert (change.operation, change.body["entries"]) == (Operation.CASE_VOID, 2)
    assert change.body["entry"]["kind"] == EntryKind.VOIDED.value
    assert change.body["entry"]["text"] == "Salah catat."


def test_what_the_server_refused_is_not_counted_as_known(desk: Desk) -> None:
    case = desk.registered().case
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Ditolak"), desk.context)
    refuse_last_save(desk, case.uid)
    void_case(VoidCase(case.uid, "Salah catat."), desk.context)
    (change,) = last_save_of(desk.context, case.uid)
    assert change.body["entries"] == 1


def test_the_reason_is_needed(desk: Desk) -> None:
    case = desk.registered().case
    before = everything(desk.context, case.uid)
    with pytest.raises(ExpectedError) as refused:
        void_case(VoidCase(case.uid, "  "), desk.context)
    assert refused.value.problems == (Problem("text", ProblemCode.REQUIRED),)
    assert everything(desk.context, case.uid) == before


@pytest.mark.parametrize("role", [Role.EXECUTOR, Role.SIGNER, Role.MONITOR])
def test_only_who_may_correct_takes_a_case_back(desk: Desk, role: Role) -> None:
    case = desk.registered().case
    with pytest.raises(ExpectedError) as refused:
        void_case(VoidCase(case.uid, "Salah catat."), desk.with_roles(role))
    assert refused.value.trouble is Trouble.NOT_ALLOWED
    assert not open_case(case.uid, desk.with_roles(role)).may_void
    assert is_listed(desk)


def test_only_the_office_that_took_it_takes_it_back(desk: Desk) -> None:
    """Not the village that works on it, nor the regency that stands in for every other move."""
    case = desk.registered().case
    regency = at_office(desk, an_office(uid=REGENCY_UID, kind=OfficeKind.REGENCY), Role.VERIFIER)
    for other in (at_the_village(desk, Role.CLERK), regency):
        with pytest.raises(ExpectedError) as refused:
            void_case(VoidCase(case.uid, "Salah catat."), other)
        assert refused.value.trouble is Trouble.NOT_ALLOWED
    assert open_case(case.uid, desk.context).may_void


def test_taking_back_twice_is_said_and_not_done(desk: Desk) -> None:
    case = desk.registered().case
    void_case(VoidCase(case.uid, "Salah catat."), desk.context)
    with pytest.raises(ExpectedError) as refused:
        void_case(VoidCase(case.uid, "Lagi."), desk.context)
    assert refused.value.trouble is Trouble.RECORD_GONE


def test_a_case_comes_back_when_it_is_wanted_after_all(desk: Desk) -> None:
    case = desk.registered().case
    void_case(VoidCase(case.uid, "Salah catat."), desk.context)
    revive_case(case.uid, desk.context)
    assert is_listed(desk)
    (change,) = last_save_of(desk.context, case.uid)
    assert change.operation is Operation.CASE_REVIVE
    assert entries_of(desk.context, case.uid)[-1].kind is EntryKind.REVIVED


def test_a_case_that_a_round_has_taken_away_already_is_asked_back(desk: Desk) -> None:
    case = desk.registered().case
    void_case(VoidCase(case.uid, "Salah catat."), desk.context)
    with desk.context.open_work() as work:
        work.cases.remove(case.uid)
        work.commit()
    revive_case(case.uid, desk.context)
    (change,) = last_save_of(desk.context, case.uid)
    assert change.operation is Operation.CASE_REVIVE


def test_a_case_somebody_worked_on_is_shown_again_and_asked_about(desk: Desk) -> None:
    case = desk.registered().case
    void_case(VoidCase(case.uid, "Salah catat."), desk.context)
    come_back(desk, case.uid)
    (save,) = refused_saves(desk.context)
    assert (save.code, save.can_void_again) == ("EDITED_SINCE", True)
    assert is_listed(desk)


def test_asked_again_it_goes_knowing_what_was_worked_on(desk: Desk) -> None:
    case = desk.registered().case
    void_case(VoidCase(case.uid, "Salah catat."), desk.context)
    come_back(desk, case.uid)
    (save,) = refused_saves(desk.context)
    void_again(save.uid, desk.context)
    assert refused_saves(desk.context) == ()
    assert not is_listed(desk)
    voids = [c for c in outbox_of(desk.context, case.uid) if c.operation is Operation.CASE_VOID]
    assert [change.body["entries"] for change in voids] == [2]
    assert voids[0].body["entry"]["text"] == "Salah catat."


def test_a_refusal_settled_meanwhile_is_not_settled_twice(desk: Desk) -> None:
    case = desk.registered().case
    void_case(VoidCase(case.uid, "Salah catat."), desk.context)
    come_back(desk, case.uid)
    (save,) = refused_saves(desk.context)
    void_again(save.uid, desk.context)
    with pytest.raises(ExpectedError) as refused:
        void_again(save.uid, desk.context)
    assert refused.value.trouble is Trouble.RECORD_CHANGED
