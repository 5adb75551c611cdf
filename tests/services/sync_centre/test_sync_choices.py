"""When files travel, what is kept of rounds, and notices that stay until they are put away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop_app.services.sync_centre.file_lane_choice import (
    FilesTravel,
    Line,
    choose_files_travel,
    files_may_travel,
    read_files_travel,
)
from desktop_app.services.sync_centre.read_notices import put_notice_away, read_notices
from desktop_app.services.sync_centre.round_history import round_history
from tests.builders import NOW, a_notice, a_round
from tests.desk import Desk

FREE = Line()
DEAR = (Line(metered=True), Line(mobile=True), Line(slow=True))


def test_a_new_desk_spares_dear_and_slow_lines(desk: Desk) -> None:
    assert read_files_travel(desk.context) is FilesTravel.NOT_WHEN_METERED


@pytest.mark.parametrize("choice", list(FilesTravel))
def test_a_choice_is_kept(desk: Desk, choice: FilesTravel) -> None:
    choose_files_travel(choice, desk.context)
    assert read_files_travel(desk.context) is choice


def test_a_choice_of_a_newer_program_is_taken_for_the_careful_one(desk: Desk) -> None:
    with desk.context.open_work() as work:
        work.state.set_fact("files_travel", "at_night")
        work.commit()
    assert read_files_travel(desk.context) is FilesTravel.NOT_WHEN_METERED


@pytest.mark.parametrize("line", DEAR)
def test_files_keep_off_a_line_that_costs(line: Line) -> None:
    assert files_may_travel(FilesTravel.ALWAYS, line)
    assert not files_may_travel(FilesTravel.NOT_WHEN_METERED, line)
    assert files_may_travel(FilesTravel.NOT_WHEN_METERED, FREE)


@pytest.mark.parametrize("line", [FREE, *DEAR])
def test_files_that_wait_to_be_asked_never_go_by_themselves(line: Line) -> None:
    assert not files_may_travel(FilesTravel.WHEN_ASKED, line)


def test_rounds_are_told_newest_first(desk: Desk) -> None:
    earlier, later = a_round(sent=2), a_round(ended_at=NOW + timedelta(hours=1), received=3)
    with desk.context.open_work() as work:
        work.rounds.add(earlier)
        work.rounds.add(later)
        work.commit()
    assert round_history(desk.context) == (later, earlier)


def test_a_notice_names_its_case_and_stays_until_it_is_put_away(desk: Desk) -> None:
    case = desk.registered().case
    notice = a_notice(case_uid=case.uid)
    with desk.context.open_work() as work:
        work.notices.add(notice)
        work.commit()
    (told,) = read_notices(desk.context)
    assert told.about is not None
    assert told.about.register_number == case.register_number
    put_notice_away(notice.uid, desk.context)
    assert read_notices(desk.context) == ()


def test_a_notice_about_a_case_that_left_is_told_all_the_same(desk: Desk) -> None:
    with desk.context.open_work() as work:
        work.notices.add(a_notice())
        work.commit()
    (told,) = read_notices(desk.context)
    assert told.about is None
