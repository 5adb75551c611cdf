"""What became of other programs' queues: lost, hammered, blocked, emptied, called failed."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

from desktop_app.bootstrap.desk import enrol_profile, open_desk, system_clock
from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.errors import Trouble
from desktop_app.domain.workflow import MoveName
from desktop_app.services.sync_centre.refused_work import refused_saves
from desktop_app.services.sync_centre.sync_summary import sync_summary
from desktop_app.sync.schedule import at_start
from desktop_app.sync.transport import Transport
from desktop_app.ui.shell.doors import EnrolForm
from tests.builders import a_change
from tests.desk import PASSWORD
from tests.faults.line import Line
from tests.house.tree import ROOT
from tests.sync.enrolled import RINA, EnrolledDesk, Operated, an_enrolled_desk, code_for
from tests.sync.odd_server import HANG_UP, Asked, http

CASES = 5


def test_what_was_saved_without_a_line_is_sent_after_the_program_was_killed(
    server: Operated, other: EnrolledDesk, tmp_path: Path
):
    """SecureDrop's Qt client keeps its queue in memory: what is not sent is lost on exit."""
    profile = tmp_path / "counter"
    enrol_profile(profile, EnrolForm(server.url, code_for(server, RINA), PASSWORD))
    command = [sys.executable, "-m", "tests.peers.typing_program"]
    program = subprocess.Popen(
        [*command, str(profile), RINA[1], str(CASES)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert program.stdout is not None
    saved = dict(program.stdout.readline().split() for _ in range(CASES))
    program.kill()
    program.communicate()
    again = open_desk(profile, UUID(RINA[1]), PASSWORD, clock=system_clock)
    assert sync_summary(again.context).waiting == CASES
    assert again.run_round().trouble is None
    assert sync_summary(again.context).waiting == 0
    again.close()
    other.good_round()
    with other.profile.read() as work:
        for uid, number in saved.items():
            case = work.cases.get(UUID(uid))
            assert case is not None
            assert case.register_number == number


def test_two_minutes_without_a_server_cost_a_few_rounds_and_not_hundreds(desk: EnrolledDesk):
    """SecureDrop #3573 and PR #3702: 475 retries in some 120 s, without any pause between them."""
    nowhere = Transport("http://127.0.0.1:9")
    lost = EnrolledDesk(desk.context, desk.profile, nowhere)
    chance, most = Random(20261121).random, 0
    for _ in range(10):
        now, rounds, timetable = 0.0, 0, at_start(0.0)
        while (now := now + timetable.wait(now)) < 120.0:
            trouble = lost.round().trouble
            assert trouble is not None
            timetable = timetable.after_round(trouble, now, chance=chance())
            rounds += 1
        most = max(most, rounds)
    nowhere.close()
    assert most <= 25


def test_a_change_that_the_server_can_never_take_holds_up_nothing(
    desk: EnrolledDesk, other: EnrolledDesk
):
    """SecureDrop #3478, QFieldCloud #154, Avni: one poison item at the head stops all behind it."""
    poison = a_change(
        operation=Operation.CASE_SET,
        case_uid=uuid4(),
        person_uid=desk.context.person.uid,
        body={"set": "not what it should be"},
    )
    _queue(desk, poison)
    cases = [desk.register() for _ in range(CASES)]
    report = desk.good_round()
    assert (report.sent, report.rejected) == (CASES, 1)
    assert desk.waiting() == []
    assert [change.uid for change in desk.rejected()] == [poison.uid]
    other.good_round()
    assert all(other.knows(case) for case in cases)


def test_a_refused_change_does_not_hold_up_the_same_case(
    server: Operated, desk: EnrolledDesk, other: EnrolledDesk, tmp_path: Path
):
    """QFieldCloud #154: one refused delta makes every later one of the project fail too."""
    case = desk.register()
    desk.good_round()
    with an_enrolled_desk(tmp_path / "second", server, RINA) as second:
        second.good_round()
        second.move(case, MoveName.VERIFY)
        second.good_round()
    desk.move(case, MoveName.VERIFY)  # too late, and nobody here knows it yet
    desk.note(case, "Catatan sesudahnya.")
    report = desk.good_round()
    assert (report.sent, report.rejected) == (1, 1)
    assert desk.waiting() == []
    other.good_round()
    assert "Catatan sesudahnya." in [entry.text for entry in other.entries(case)]


def test_a_server_that_knows_nothing_of_the_path_costs_the_queue_nothing(
    line: Line, desk: EnrolledDesk
):
    """Primero deletes a queued item on a 404: a wrong proxy empties the whole queue."""
    cases = [desk.register() for _ in range(CASES)]
    waiting = desk.waiting()
    pages = (
        http(404, b'{"error":{"code":"NOT_FOUND","message":"-"}}'),
        http(404, b"<html>Halaman tidak ditemukan</html>", content_type="text/html"),
        http(410, b"{}"),
    )
    for answer in pages:
        line.on_request = partial(_always, answer)
        assert desk.round().trouble is not None
        assert desk.waiting() == waiting
        assert desk.rejected() == []
    line.on_request = line.carry
    desk.good_round()
    assert desk.waiting() == desk.rejected() == []
    assert all(desk.case(case).server_time for case in cases)


def test_work_whose_answer_was_lost_is_never_called_failed(line: Line, desk: EnrolledDesk):
    """OpenSID #10809: the letter was made, and the screen said that it had failed."""
    case = desk.register()

    def answer_lost(asked: Asked) -> bytes:
        line.carry(asked)
        return HANG_UP

    line.on_request = answer_lost
    end = desk.round()
    assert end.trouble is not None
    assert end.trouble.trouble is Trouble.SERVER_UNREACHABLE
    # It was done and the desk cannot know: it waits, and nothing says that it failed.
    assert len(desk.waiting()) == 1
    assert refused_saves(desk.context) == ()
    assert sync_summary(desk.context).needs_person == 0
    line.on_request = line.carry
    assert desk.good_round().rejected == 0
    assert desk.waiting() == []
    assert sync_summary(desk.context).needs_person == 0
    assert len(desk.entries(case)) == 1


def _always(answer: bytes, _: Asked) -> bytes:
    return answer


def _queue(desk: EnrolledDesk, change: PendingChange) -> None:
    with desk.profile.write() as work:
        work.outbox.add(change)
        work.commit()
