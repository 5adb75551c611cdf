"""A server set back to before a desk was enrolled: the desk joins again and nothing is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from desktop_app.domain.devices import DeviceIdentity, SyncMarks
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.notices import NoticeKind
from desktop_app.sync.enrolling_again import enrol_again
from tests.faults.line import Line
from tests.server_process import ServerProcess
from tests.sync.enrolled import (
    DIRECTORY,
    RINA,
    SARI,
    TONO,
    EnrolledDesk,
    a_regency,
    an_enrolled_desk,
    code_for,
)
from tests.sync.odd_server import HANG_UP, Asked


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    with a_regency(tmp_path / "server") as started:
        started.stop()
        shutil.copy(started.folder / "server.db", tmp_path / "backup.db")
        started.start()
        yield started


@pytest.fixture
def line(server: ServerProcess) -> Iterator[Line]:
    with Line(server.url) as started:
        yield started


@pytest.fixture
def desk(server: ServerProcess, line: Line, tmp_path: Path) -> Iterator[EnrolledDesk]:
    """Enrolled after the copy of the database was made."""
    with an_enrolled_desk(tmp_path / "desk", server, RINA, line=line.url) as made:
        made.good_round()
        yield made


def put_back(server: ServerProcess, tmp_path: Path, *, operator_says_so: bool = True) -> None:
    """Put the copy of the database back, as an operator does."""
    server.stop()
    for path in server.folder.glob("server.db*"):
        path.unlink()
    shutil.copy(tmp_path / "backup.db", server.folder / "server.db")
    if operator_says_so:
        server.cli("restored")
    server.start()


def joined_again(desk: EnrolledDesk, code: str) -> DeviceIdentity:
    """Enrol again as the window does, which keeps the connection."""
    identity = enrol_again(desk.parts(), identity_of(desk).server_url, code)
    desk.transport.token = ""
    return identity


def identity_of(desk: EnrolledDesk) -> DeviceIdentity:
    with desk.profile.read() as work:
        identity = work.state.identity()
    assert identity is not None
    return identity


def standing(desk: EnrolledDesk) -> object:
    """Everything that a refused enrolment must leave alone."""
    with desk.profile.read() as work:
        marks, notices = work.state.sync_marks(), work.notices.all()
        blocks = work.numbers.letter_blocks(desk.context.clock().year)
    return identity_of(desk), marks, notices, blocks, desk.waiting()


@pytest.mark.parametrize("operator_says_so", [True, False])
def test_a_forgotten_desk_joins_again_and_nothing_is_lost_or_doubled(
    server: ServerProcess, desk: EnrolledDesk, tmp_path: Path, *, operator_says_so: bool
):
    sent = desk.register(title="Terkirim sesudah cadangan")
    desk.note(sent, "Dengan foto.", (b"\xff\xd8\xff\xe0" + b"tiang " * 900, "tiang.jpg"))
    desk.good_round()
    before = identity_of(desk)
    put_back(server, tmp_path, operator_says_so=operator_says_so)
    unsent = desk.register(title="Belum terkirim")
    desk.transport.token = ""
    trouble = desk.round().trouble
    assert trouble is not None
    assert trouble.trouble is Trouble.DEVICE_UNKNOWN

    now = joined_again(desk, code_for(server, RINA))

    assert (now.server_id, now.office_uid) == (before.server_id, before.office_uid)
    assert (now.device_uid, now.private_key) != (before.device_uid, before.private_key)
    assert identity_of(desk) == now
    later = desk.register(title="Sesudah terdaftar lagi")
    desk.good_round()
    desk.good_round()
    assert desk.waiting() == desk.rejected() == []
    with desk.profile.read() as work:
        kinds = [notice.kind for notice in work.notices.all()]
    assert kinds == [NoticeKind.ENROLLED_AGAIN]
    cases = [sent, unsent, later]
    assert len({desk.case(case).register_number for case in cases}) == 3
    with an_enrolled_desk(tmp_path / "other", server, TONO) as other:
        other.good_round()
        for case in cases:
            assert other.case(case) == desk.case(case)
            there, here = other.entries(case), desk.entries(case)
            assert [entry.uid for entry in there] == [entry.uid for entry in here]


def test_desks_that_join_a_silently_restored_server_again_share_no_letter_number(
    server: ServerProcess, desk: EnrolledDesk, tmp_path: Path
):
    with an_enrolled_desk(tmp_path / "other", server, TONO) as other:
        held = [*blocks_of(desk), *blocks_of(other)]
        put_back(server, tmp_path, operator_says_so=False)
        joined_again(other, code_for(server, TONO))
        joined_again(desk, code_for(server, RINA))
        for each in (other, desk):
            each.good_round()
            held += blocks_of(each)
    assert len(held) == 4
    assert all(one[1] < other[0] for one, other in pairwise(sorted(held))), held


def blocks_of(desk: EnrolledDesk) -> list[tuple[int, int]]:
    """The letter numbers that this desk gives out, as first and last."""
    with desk.profile.read() as work:
        blocks = work.numbers.letter_blocks(desk.context.clock().year)
    return [(block.first, block.last) for block in blocks]


def test_a_desk_that_knows_no_epoch_tells_of_none_and_joins_again(
    server: ServerProcess, line: Line, desk: EnrolledDesk, tmp_path: Path
):
    put_back(server, tmp_path)
    with desk.parts().open_work() as work:
        work.state.set_sync_marks(SyncMarks({}, ""))
        work.commit()
    line.asked.clear()
    joined_again(desk, code_for(server, RINA))
    [enrolment] = [asked for asked in line.asked if asked.path == "/v1/enrol"]
    assert "before" not in json.loads(enrolment.body)
    desk.good_round()


def test_a_lost_answer_is_asked_for_again_with_the_same_code(
    server: ServerProcess, line: Line, desk: EnrolledDesk, tmp_path: Path
):
    put_back(server, tmp_path)
    code = code_for(server, RINA)
    before = standing(desk)
    loses_enrolments(line)
    with pytest.raises(ExpectedError) as caught:
        joined_again(desk, code)
    assert caught.value.trouble is Trouble.SERVER_UNREACHABLE
    assert standing(desk) == before
    line.on_request = line.carry
    joined_again(desk, code)
    desk.good_round()
    assert len(server.cli("device", "list").splitlines()) == 1


def loses_enrolments(line: Line) -> None:
    """Let the server hear of an enrolment, and the desk nothing of its answer."""

    def fate(asked: Asked) -> bytes:
        answer = line.carry(asked)
        return HANG_UP if asked.path == "/v1/enrol" else answer

    line.on_request = fate


def test_a_code_of_another_office_changes_nothing(
    server: ServerProcess, desk: EnrolledDesk, tmp_path: Path
):
    put_back(server, tmp_path)
    unsent = desk.register()
    before = standing(desk)
    with pytest.raises(ExpectedError) as caught:
        joined_again(desk, code_for(server, SARI))
    assert caught.value.trouble is Trouble.CODE_OF_ANOTHER_OFFICE
    assert standing(desk) == before
    joined_again(desk, code_for(server, RINA))
    desk.good_round()
    assert desk.waiting() == []
    assert desk.knows(unsent)


def test_at_another_server_no_code_is_spent(
    server: ServerProcess, desk: EnrolledDesk, tmp_path: Path
):
    before = standing(desk)
    server.stop()
    for path in server.folder.glob("server.db*"):
        path.unlink()
    server.cli("init", "--from", str(DIRECTORY))
    server.start()
    code = code_for(server, RINA)
    with pytest.raises(ExpectedError) as caught:
        joined_again(desk, code)
    assert (caught.value.trouble, caught.value.facts) == (
        Trouble.SERVER_REFUSED, {"code": "SERVER_ID"},
    )  # fmt: skip
    assert standing(desk) == before
    assert server.cli("device", "list") == ""


@pytest.mark.parametrize("typed", ["", "bukan kode"])
def test_what_cannot_be_a_code_is_said_before_anything_is_asked(desk: EnrolledDesk, typed: str):
    before = standing(desk)
    with pytest.raises(ExpectedError) as caught:
        joined_again(desk, typed)
    assert caught.value.trouble is Trouble.PROBLEMS
    assert [problem.field for problem in caught.value.problems] == ["code"]
    assert standing(desk) == before
