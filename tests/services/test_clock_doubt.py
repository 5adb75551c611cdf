"""Before a year is printed the desk asks about a date that cannot be right, and takes a yes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.register_number import RegisterNumber, parse_register_number
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import DeskContext
from desktop_app.services.keep_draft import keep_draft, kept_draft
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.register_case import RegisterCase, Registered, register_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.builders import NOW
from tests.desk import Desk, an_intake
from tests.services.looking import count_of_cases


def number_of(saved: Registered) -> RegisterNumber:
    number = parse_register_number(saved.case.register_number)
    assert number is not None
    return number


def refuse_to_print_a_year(desk: Desk) -> str:
    """Try to register; return why the date is doubted."""
    with pytest.raises(ExpectedError) as asked:
        desk.registered()
    assert asked.value.trouble is Trouble.CLOCK_DOUBTFUL
    assert asked.value.facts["today"] == desk.context.today().isoformat()
    return asked.value.facts["doubt"]


def test_a_date_before_the_last_entry_is_asked_about_and_a_confirmed_one_saves(
    desk: Desk,
) -> None:
    desk.registered()
    desk.clock.pass_days(-400)
    draft = an_intake(desk.context)
    keep_draft(draft, desk.context)
    assert refuse_to_print_a_year(desk) == "before_last_entry"
    assert count_of_cases(desk.context) == 1
    kept = kept_draft(desk.context)
    assert kept is not None
    assert kept.draft == draft
    saved = register_case(RegisterCase(draft, date_confirmed=True), desk.context)
    assert number_of(saved) == RegisterNumber("BBS", 2025, "A", 1)


def test_a_confirmed_date_is_not_asked_about_again(desk: Desk) -> None:
    desk.registered()
    desk.clock.pass_days(-30)
    draft = an_intake(desk.context)
    register_case(RegisterCase(draft, date_confirmed=True), desk.context)
    assert number_of(desk.registered()).sequence == 3


def test_the_question_goes_by_the_calendar_of_the_office(desk: Desk) -> None:
    desk.clock.now = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)  # 1 January, 06.00 WIB
    desk.registered()
    desk.clock.now = datetime(2026, 12, 31, 3, 0, tzinfo=UTC)  # 31 December, 10.00 WIB
    assert refuse_to_print_a_year(desk) == "before_last_entry"


def test_a_clock_a_few_hours_late_on_the_same_day_is_not_worth_a_question(desk: Desk) -> None:
    desk.clock.now = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)  # 08.00 WIB
    desk.registered()
    desk.clock.now = datetime(2026, 11, 19, 23, 0, tzinfo=UTC)  # 06.00 WIB, the same day
    assert number_of(desk.registered()).sequence == 2


@pytest.mark.parametrize(
    "work_on",
    [
        lambda uid, context: move_case(MoveCase(uid, MoveName.VERIFY), context),
        lambda uid, context: write_entry(WriteEntry(uid, EntryKind.NOTE, "Catatan"), context),
    ],
)
def test_work_done_under_a_fallen_clock_does_not_silence_the_question(
    desk: Desk, work_on: Callable[[UUID, DeskContext], object]
) -> None:
    case = desk.registered().case
    desk.clock.pass_days(-2000)
    work_on(case.uid, desk.context)
    assert refuse_to_print_a_year(desk) == "before_last_entry"


def test_a_date_long_after_the_last_word_of_the_server_is_asked_about(desk: Desk) -> None:
    with desk.context.open_work() as work:
        work.state.set_round_times(server_time=NOW)
        work.commit()
    desk.clock.pass_days(400)
    assert number_of(desk.registered()).year == 2027
    desk.clock.pass_days(1)
    assert refuse_to_print_a_year(desk) == "far_after_server"
