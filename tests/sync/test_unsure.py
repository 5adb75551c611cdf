"""A desk whose push got no answer is not taken for a copy of itself, whatever it does next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.errors import Trouble
from desktop_app.services.sync_centre.refused_work import send_again
from desktop_app.sync.engine import run_round
from desktop_app.sync.report import Pace, RoundReport
from tests.faults.line import Line
from tests.server_process import ServerProcess
from tests.sync.enrolled import HADI, RINA, EnrolledDesk, a_regency, an_enrolled_desk
from tests.sync.kurir.post import Post
from tests.sync.odd_server import HANG_UP, Asked, http

BAD_GATEWAY = http(502, b"<html>Bad Gateway</html>", content_type="text/html")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    with a_regency(tmp_path / "server") as started:
        yield started


@pytest.fixture
def line(server: ServerProcess) -> Iterator[Line]:
    with Line(server.url) as started:
        yield started


@pytest.fixture
def desk(server: ServerProcess, line: Line, tmp_path: Path) -> Iterator[EnrolledDesk]:
    """It has pushed once and holds the receipt."""
    with an_enrolled_desk(tmp_path / "desk", server, RINA, line=line.url) as made:
        made.register()
        made.good_round()
        yield made


def answers_the_next_push(line: Line, answer: bytes) -> None:
    """Let the server take a push, and the desk hear this instead of its answer."""

    def fate(asked: Asked) -> bytes:
        told = line.carry(asked)
        if asked.path != "/v1/push":
            return told
        line.on_request = line.carry
        return answer

    line.on_request = fate


def one_at_a_time(desk: EnrolledDesk) -> RoundReport:
    """Do a round as after one that went badly."""
    return run_round(desk.transport, desk.parts(), pace=Pace(batch=1))


def is_unsure(desk: EnrolledDesk) -> bool:
    with desk.profile.read() as work:
        return work.state.sync_marks().unsure


def is_what_it_was(desk: EnrolledDesk) -> bool:
    """Nobody was told of another identity."""
    with desk.profile.read() as work:
        return not work.notices.all() and work.state.identity() == desk.context.device


def test_a_change_refused_long_ago_may_go_before_those_without_an_answer(
    desk: EnrolledDesk, line: Line
):
    desk.register()
    [older] = desk.waiting()
    with desk.profile.write() as work:
        work.outbox.reject(older.uid, "NO_RIGHT", "")
        work.commit()
    desk.register()
    answers_the_next_push(line, HANG_UP)
    assert desk.round().trouble is not None
    assert is_unsure(desk)
    send_again(older.uid, desk.context)
    assert one_at_a_time(desk).trouble is None
    assert desk.waiting() == desk.rejected() == []
    assert is_what_it_was(desk)
    assert not is_unsure(desk)


def test_others_may_go_before_one_that_something_in_between_failed_with(
    desk: EnrolledDesk, line: Line
):
    for _ in range(2):
        desk.register()
    answers_the_next_push(line, BAD_GATEWAY)
    report = one_at_a_time(desk)
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_FAILED
    assert report.sent == 1
    desk.good_round()
    assert desk.waiting() == []
    assert is_what_it_was(desk)


def test_what_was_sent_without_an_answer_may_be_settled_by_courier(
    server: ServerProcess, desk: EnrolledDesk, line: Line, tmp_path: Path
):
    desk.register()
    answers_the_next_push(line, HANG_UP)
    assert desk.round().trouble is not None
    (tmp_path / "stick").mkdir()
    with an_enrolled_desk(tmp_path / "carrier", server, HADI) as carrier:
        assert Post(tmp_path / "stick", desk, carrier).round_trip().sent == 1
    assert desk.waiting() == []
    assert is_unsure(desk)
    assert desk.good_round().verified
    desk.register()
    desk.good_round()
    assert is_what_it_was(desk)
    assert not is_unsure(desk)


def test_a_desk_that_met_no_server_is_sure_of_its_last_push(server: ServerProcess, tmp_path: Path):
    with an_enrolled_desk(tmp_path / "direct", server, RINA) as desk:
        desk.good_round()
        desk.register()
        server.stop()
        trouble = desk.round().trouble
        assert trouble is not None
        assert trouble.facts == {"reason": "connection", "sent": "no"}
        assert not is_unsure(desk)
