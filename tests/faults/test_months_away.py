"""A desk that had no line for most of a year: all of it arrives, in order, once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from desktop_app.domain.workflow import MoveName
from desktop_app.services.letters.issue_letter import issue_letter
from tests.faults.served import ServedWorld
from tests.peers.time_travel import days_later
from tests.server.world import World
from tests.services.letter_writing import a_letter_about
from tests.sync.enrolled import RINA, VILLAGE, an_enrolled_desk

DAYS = 210  # longer than the letter numbers it left with are good for


def test_a_backlog_of_months_arrives_whole_and_in_order_and_takes_nothing_back(
    world: World, tmp_path: Path
):
    with (
        ServedWorld(world) as served,
        an_enrolled_desk(tmp_path / "away", served, RINA) as away,
        an_enrolled_desk(tmp_path / "near", served, RINA) as near,
    ):
        old = away.register(title="Dari hari pertama")
        away.good_round()
        near.good_round()
        cases = [away.register(title="Hari 0")]
        letter = issue_letter(a_letter_about(cases[0].uid, away.context), away.context).letter
        for day in range(7, DAYS, 7):
            then = days_later(away, day)
            cases.append(then.register(title=f"Hari {day}"))
            then.note(old, f"Hari {day}.", (f"foto {day}".encode(), "foto.jpg"))
        away.correct(old, title="Judul dari yang lama pergi", place=old.place)
        # Meanwhile the office went on with the same case.
        near.correct(old, title=old.title, place="Di seberang pasar")
        near.move(old, MoveName.VERIFY)
        near.move(old, MoveName.ASSIGN, office=VILLAGE)
        near.good_round()
        world.clock.turn(timedelta(days=DAYS))

        back = days_later(away, DAYS)
        report = back.good_round()

        assert (report.rejected, report.conflicts, report.files_sent) == (0, 0, len(cases))
        assert back.waiting() == back.rejected() == []
        later = days_later(near, DAYS)
        later.good_round()
        for pc in (back, later):
            assert all(pc.knows(case) for case in cases)
            stands = pc.case(old)
            assert (stands.title, stands.place) == (
                "Judul dari yang lama pergi", "Di seberang pasar",
            )  # fmt: skip
            assert stands.assigned_office_uid == VILLAGE
            noted = [e.text for e in pc.entries(old) if e.text.startswith("Hari ")]
            assert noted == [f"Hari {day}." for day in range(7, DAYS, 7)]
        with later.profile.read() as work:
            assert [one.number for one in work.letters.of_case(cases[0].uid)] == [letter.number]
        # The numbers it left with are no longer good, and it has new ones.
        with back.profile.read() as work:
            year = back.context.clock().year
            blocks = work.numbers.letter_blocks(year)
        assert any(block.expires_on > back.context.clock().date() for block in blocks)
