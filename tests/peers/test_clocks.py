"""What became of order and of work on PCs whose clocks were wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.services.letters.issue_letter import issue_letter
from desktop_app.services.register_case import RegisterCase, register_case
from tests.desk import an_intake
from tests.peers.time_travel import days_later
from tests.server.world import World
from tests.services.letter_writing import a_letter_about
from tests.sync.enrolled import EnrolledDesk

WRONG_BY = [-3650, -1, 1, 3650]  # days


@pytest.mark.parametrize("days", WRONG_BY)
def test_a_wrong_clock_neither_decides_what_stands_nor_refuses_work(
    world: World, desk: EnrolledDesk, other: EnrolledDesk, days: int
):
    """Anki refuses a sync at 300 s of difference; where newest wins, a fast clock wins for ever.

    Lapor Bunda keeps the device's time and the server's apart, and so does this.
    """
    case = desk.register()
    desk.good_round()
    other.good_round()
    desk = days_later(desk, days)
    desk.correct(case, title="Judul dari jam yang salah", place=case.place)
    desk.note(case, "Catatan dari jam yang salah.")
    desk.good_round()
    world.clock.turn(timedelta(minutes=5))
    other.good_round()
    other.correct(case, title="Judul yang terakhir", place=case.place)
    other.note(case, "Catatan sesudahnya.")
    other.good_round()
    report = desk.good_round()
    # What the server took last stands, whatever the clocks say, and nothing was refused.
    assert report.conflicts == report.rejected == 0
    assert desk.case(case).title == other.case(case).title == "Judul yang terakhir"
    texts = [entry.text for entry in other.entries(case) if entry.text.startswith("Catatan")]
    assert texts == ["Catatan dari jam yang salah.", "Catatan sesudahnya."]
    assert [e.uid for e in desk.entries(case)] == [e.uid for e in other.entries(case)]
    wrong = next(e for e in other.entries(case) if e.text == "Catatan dari jam yang salah.")
    assert wrong.server_time is not None
    assert wrong.device_time == desk.context.clock()


@pytest.mark.parametrize("days", [-3650, 3650])
def test_a_doubtful_date_is_asked_about_before_it_stands_on_paper(desk: EnrolledDesk, days: int):
    """Lapor Bunda trusts the PC: a battery that ran flat prints 2016 on every receipt."""
    case = desk.register()
    desk.good_round()
    desk = days_later(desk, days)
    with pytest.raises(ExpectedError) as number:
        desk.register()
    with pytest.raises(ExpectedError) as letter:
        issue_letter(a_letter_about(case.uid, desk.context), desk.context)
    assert number.value.trouble is letter.value.trouble is Trouble.CLOCK_DOUBTFUL
    # A person who knows better is not stopped.
    confirmed = RegisterCase(an_intake(desk.context), date_confirmed=True)
    assert register_case(confirmed, desk.context).case.register_number
