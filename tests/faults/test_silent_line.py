"""F18: a line that stays open and says nothing ends the round in its time, and costs no work."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.errors import Trouble
from desktop_app.sync.transport import Patience, Transport
from tests.faults.line import Line
from tests.sync.enrolled import TONO, EnrolledDesk, Operated, an_enrolled_desk
from tests.sync.odd_server import SILENCE, Asked

SHORT = Patience(connect=2.0, read=0.8, whole=5.0)
LONGEST = 10.0  # seconds a round may take whose line is silent from some request on
PHOTO = b"\xff\xd8\xff\xe0" + b"tiang lampu nomor 14 " * 500
HALF_AN_ANSWER = 150  # bytes: the head and not yet the end


@pytest.fixture
def impatient(line: Line, desk: EnrolledDesk) -> Iterator[EnrolledDesk]:
    """The same desk, which waits for nothing long."""
    with closing(Transport(line.url, patience=SHORT)) as transport:
        yield replace(desk, transport=transport)


def goes_silent(line: Line, after: int, *, answered: bool) -> None:
    """Let so many requests pass; then the line swallows the request, or its answer."""
    passed = 0

    def fate(asked: Asked) -> bytes:
        nonlocal passed
        passed += 1
        if passed <= after:
            return line.carry(asked)
        return line.carry(asked)[:HALF_AN_ANSWER] + SILENCE if answered else SILENCE

    line.on_request = fate


@pytest.mark.parametrize("answered", [False, True], ids=["request-lost", "answer-lost"])
def test_a_round_ends_in_its_time_whichever_request_meets_silence(
    served: Operated,
    line: Line,
    desk: EnrolledDesk,
    impatient: EnrolledDesk,
    tmp_path: Path,
    *,
    answered: bool,
):
    made = []
    after = 0
    while True:
        case = desk.register()
        desk.note(case, "Dengan foto.", (PHOTO + str(after).encode(), "lampu.jpg"))
        made.append(case)
        goes_silent(line, after, answered=answered)
        begun = time.monotonic()
        report = impatient.round()
        assert time.monotonic() - begun < LONGEST
        if report.trouble is None:
            break
        assert report.trouble.trouble is Trouble.SERVER_UNREACHABLE
        after += 1
    assert after >= 3  # push, pull and a file met silence, each in its turn
    line.on_request = line.carry
    desk.good_round()
    assert desk.waiting() == desk.rejected() == []
    with an_enrolled_desk(tmp_path / "other", served, TONO) as other:
        other.good_round()
        for case in made:
            kinds = [(entry.uid, entry.kind) for entry in other.entries(case)]
            assert kinds == [(entry.uid, entry.kind) for entry in desk.entries(case)]
