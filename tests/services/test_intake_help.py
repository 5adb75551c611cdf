"""Help beside the form: what an answer will need, and whether somebody is in danger now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given

from desktop_app.domain.cases import CaseText, Classification
from desktop_app.domain.drafts import IntakeDraft
from desktop_app.services.intake_help import Missing, intake_help, is_emergency
from tests import strategies
from tests.desk import Desk, an_intake

INFORMATION = Classification.INFORMATION_REQUEST


def missing_in(draft: IntakeDraft, desk: Desk) -> tuple[Missing, ...]:
    return intake_help(draft, desk.context).missing


def test_an_empty_form_misses_everything_in_the_order_of_the_form(desk: Desk) -> None:
    assert missing_in(IntakeDraft(uuid4()), desk) == tuple(Missing)


def test_a_full_form_misses_nothing(desk: Desk) -> None:
    full = an_intake(desk.context, happened_words="Rabu malam", files=(("ab" * 32, "foto.jpg"),))
    assert missing_in(full, desk) == ()


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"reporter_name": " "}, Missing.NAME),
        ({"reporter_phone": ""}, Missing.CONTACT),
        ({"village_code": "", "village_typed": "ganda"}, Missing.VILLAGE),
        ({"place": "\n"}, Missing.PLACE),
        ({"happened_words": ""}, Missing.TIME),
        ({"category": ""}, Missing.CATEGORY),
        ({"files": ()}, Missing.FILES),
    ],
)
def test_each_gap_is_named(desk: Desk, changes: dict[str, object], missing: Missing) -> None:
    full = {"happened_words": "Rabu malam", "files": (("ab" * 32, "foto.jpg"),)}
    assert missing_in(an_intake(desk.context, **{**full, **changes}), desk) == (missing,)


def test_a_date_tells_the_time_as_well_as_words_do(desk: Desk) -> None:
    dated = an_intake(desk.context, happened_on=date(2026, 11, 18))
    assert Missing.TIME not in missing_in(dated, desk)


def test_an_anonymous_reporter_is_not_asked_for_a_name(desk: Desk) -> None:
    hidden = an_intake(desk.context, anonymous=True, reporter_name="")
    assert Missing.NAME not in missing_in(hidden, desk)


def test_a_question_needs_neither_place_nor_time_nor_photo(desk: Desk) -> None:
    asked = IntakeDraft(uuid4(), text=CaseText(classification=INFORMATION))
    assert missing_in(asked, desk) == (Missing.NAME, Missing.CONTACT, Missing.CATEGORY)


def test_the_dates_shown_are_the_dates_the_case_will_get(desk: Desk) -> None:
    draft = an_intake(desk.context)
    shown = intake_help(draft, desk.context)
    due = desk.registered().case.due
    assert (shown.verify_by, shown.respond_by) == (due.verification, due.response)


@pytest.mark.parametrize(
    "words",
    [
        "Ada kebakaran di pasar!",
        "ANAK TENGGELAM di sungai",
        "Kecelakaan beruntun, korban pingsan",
        "warga tersengat listrik",
        "Banjir bandang semalam",
    ],
)
def test_words_of_danger_bring_the_hint_of_112(words: str) -> None:
    assert is_emergency(IntakeDraft(uuid4(), text=CaseText(words=words)))
    assert is_emergency(IntakeDraft(uuid4(), text=CaseText(title=words)))


@pytest.mark.parametrize(
    "words", ["Lampu jalan padam", "Air keruh sejak Senin", "Usul pemadam api di balai desa", ""]
)
def test_everyday_words_do_not(words: str) -> None:
    assert not is_emergency(IntakeDraft(uuid4(), text=CaseText(words=words)))


@given(draft=strategies.drafts)
def test_help_never_stands_in_the_way(shared_desk: Desk, draft: IntakeDraft) -> None:
    shown = intake_help(draft, shared_desk.context)
    in_order = [item for item in Missing if item in shown.missing]
    assert list(shown.missing) == in_order
    named = replace(draft, reporter_name="Contoh", reporter_phone="0812")
    after = intake_help(named, shared_desk.context).missing
    assert set(after) == set(shown.missing) - {Missing.NAME, Missing.CONTACT}
