"""Who reported is put right, field by field, and put back with one key."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import ExpectedError, ProblemCode, Trouble
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.personal_data.correct_reporter import CorrectReporter, correct_reporter
from desktop_app.services.sync_centre.overruled_values import overruled_values
from desktop_app.services.sync_centre.restore_value import restore_value, take_decision_back
from tests.desk import Desk
from tests.services.looking import entries_of, last_save_of, outbox_of, stored_reporter
from tests.services.refusing import overrule


def test_what_was_typed_is_stored_as_intake_would_and_the_rest_stays(desk: Desk) -> None:
    case = desk.registered(reporter_name="Wening Purnma", reporter_address="Gang Mawar 3").case
    correct_reporter(
        CorrectReporter(case.uid, name=" Wening  Purnama ", phone="0813 1111 2222"), desk.context
    )
    reporter = stored_reporter(desk.context, case.uid)
    assert reporter is not None
    assert (reporter.phone, reporter.address) == ("+6281311112222", "Gang Mawar 3")
    assert reporter.name.split() == ["Wening", "Purnama"]


def test_the_entry_names_the_fields_and_nobody(desk: Desk) -> None:
    case = desk.registered().case
    correct_reporter(CorrectReporter(case.uid, name="Wening", nik="3303990101900001"), desk.context)
    entry = entries_of(desk.context, case.uid)[-1]
    assert (entry.kind, entry.public) == (EntryKind.IDENTITY_CORRECTED, False)
    assert entry.text == "reporter_name, reporter_nik"


def test_only_what_was_edited_travels_with_what_it_was(desk: Desk) -> None:
    case = desk.registered(reporter_name="Lama").case
    correct_reporter(CorrectReporter(case.uid, name="Baru", address=""), desk.context)
    (change,) = last_save_of(desk.context, case.uid)
    assert (change.body["set"], change.body["base"]) == ({"name": "Baru"}, {"name": "Lama"})


def test_undo_puts_back_what_stood(desk: Desk) -> None:
    case = desk.registered(reporter_name="Lama").case
    corrected = correct_reporter(CorrectReporter(case.uid, name="Baru"), desk.context)
    correct_reporter(corrected.undo, desk.context)
    reporter = stored_reporter(desk.context, case.uid)
    assert reporter is not None
    assert reporter.name == "Lama"


def test_nothing_edited_is_no_save(desk: Desk) -> None:
    case = desk.registered(reporter_name="Lama").case
    before = outbox_of(desk.context, case.uid)
    assert not correct_reporter(CorrectReporter(case.uid, name="Lama"), desk.context).done.touched
    assert outbox_of(desk.context, case.uid) == before


def test_a_number_that_cannot_be_called_is_refused_beside_its_field(desk: Desk) -> None:
    case = desk.registered().case
    with pytest.raises(ExpectedError) as refused:
        correct_reporter(CorrectReporter(case.uid, phone="12"), desk.context)
    assert [(one.field, one.code) for one in refused.value.problems] == [
        ("reporter_phone", ProblemCode.PHONE_UNREADABLE)
    ]


def test_a_doubtful_nik_does_not_stop(desk: Desk) -> None:
    case = desk.registered().case
    correct_reporter(CorrectReporter(case.uid, nik="12345"), desk.context)
    reporter = stored_reporter(desk.context, case.uid)
    assert reporter is not None
    assert reporter.nik == "12345"


def test_a_confidential_case_is_opened_first(desk: Desk) -> None:
    case = desk.registered(confidential=True).case
    desk.clock.pass_days(1)
    with pytest.raises(ExpectedError) as refused:
        correct_reporter(CorrectReporter(case.uid, name="Lain"), desk.context)
    assert refused.value.trouble is Trouble.REASON_WANTED


def test_a_value_that_did_not_stand_is_put_back_and_taken_back(desk: Desk) -> None:
    case = desk.registered(reporter_name="Nama Mereka").case
    overrule(desk, case.uid, field="reporter_name", mine="Nama Saya", theirs="Nama Mereka")
    (value,) = overruled_values(desk.context).mine
    assert (value.stands, value.may_restore) == ("Nama Mereka", True)

    decided = restore_value(value.conflict.uid, desk.context)
    reporter = stored_reporter(desk.context, case.uid)
    assert reporter is not None
    assert reporter.name == "Nama Saya"
    take_decision_back(decided, desk.context)
    reporter = stored_reporter(desk.context, case.uid)
    assert reporter is not None
    assert reporter.name == "Nama Mereka"


def test_a_value_about_who_reported_is_hidden_from_who_may_not_see_them(desk: Desk) -> None:
    case = desk.registered(reporter_name="Nama Mereka").case
    overrule(desk, case.uid, field="reporter_name", mine="Nama Saya", theirs="Nama Mereka")
    (value,) = overruled_values(desk.with_roles()).mine
    assert (value.is_hidden, value.stands, value.conflict.mine) == (True, None, None)
