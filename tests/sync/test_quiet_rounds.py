"""A round in which nothing happens waits for no disk and leaves one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.domain.ports import UnitOfWork
from desktop_app.sync.engine import run_round
from tests.builders import an_identity
from tests.sync.honest_server import HonestServer
from tests.sync.rounds import RoundDesk, a_round_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RoundDesk]:
    """A desk after its first round."""
    with (
        HonestServer() as server,
        a_round_desk(tmp_path / "profile", an_identity(server_url=server.url)) as made,
    ):
        assert run_round(made.transport, made.parts()).verified
        yield made


def no_disk() -> UnitOfWork:
    raise AssertionError("a transaction that waits for the disk")


def test_a_round_in_which_nothing_happens_waits_for_no_disk(desk: RoundDesk):
    report = run_round(desk.transport, replace(desk.parts(), open_work=no_disk))
    assert report.verified
    assert report.trouble is None
    assert report.record is not None


def test_of_rounds_in_which_nothing_happened_the_last_is_remembered(desk: RoundDesk):
    records = []
    for _ in range(3):
        desk.now += timedelta(minutes=3)
        records.append(run_round(desk.transport, desk.parts()).record)
    with desk.profile.read() as work:
        assert work.rounds.last(5)[0] == records[-1]
        assert len(work.rounds.last(5)) <= 2
        assert work.state.last_round_at() == desk.now
