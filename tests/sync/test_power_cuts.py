"""A round that dies at any commit loses nothing, doubles nothing, and never looks like a copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.ports import UnitOfWork
from desktop_app.domain.records import case_record, entry_record
from desktop_app.domain.timeline import EntryKind
from desktop_app.storage.profile import Profile
from desktop_app.sync import receiving, settling
from tests.builders import CLERK_UID, a_case, a_change, an_entry, an_identity
from tests.commits import Commit, committing
from tests.desk import PASSWORD
from tests.sync.honest_server import SCOPE, HonestServer
from tests.sync.mortal import DeathError, Mortal
from tests.sync.rounds import RoundDesk, a_round_desk


@pytest.fixture
def server() -> Iterator[HonestServer]:
    with HonestServer() as honest:
        yield honest


@pytest.fixture
def desk(
    server: HonestServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RoundDesk]:
    # Small pieces make many moments to die at.
    monkeypatch.setattr(settling, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(receiving, "MOST_AT_ONCE", 3)
    with a_round_desk(tmp_path / "profile", an_identity(server_url=server.url)) as made:
        yield made


def a_creation() -> PendingChange:
    case = a_case()
    entry = an_entry(case_uid=case.uid, kind=EntryKind.REGISTERED)
    body = {"case": case_record(case), "entries": [entry_record(entry)]}
    return a_change(case_uid=case.uid, operation=Operation.CASE_CREATE, body=body)


def a_note(of: PendingChange) -> PendingChange:
    entry = an_entry(case_uid=of.case_uid)
    return a_change(
        case_uid=of.case_uid,
        entity_uid=entry.uid,
        operation=Operation.ENTRY_ADD,
        body=entry_record(entry),
    )


def put_elsewhere(server: HonestServer) -> None:
    """Another desk of the office has registered cases, and one of them has left again."""
    cases = [a_case() for _ in range(4)]
    for case in cases:
        server.put("case", case_record(case), str(case.uid))
        server.put("entry", entry_record(an_entry(case_uid=case.uid)), str(case.uid))
    server.remove(str(cases[0].uid))


def dies_in_round(desk: RoundDesk, number: int, *, after: bool) -> bool:
    """Do a round whose commit of this number is the last; False when it had fewer."""
    mortal = Mortal(number, after=after)
    return ends_early(desk, mortal.commit, mortal.commit)


def loses_power_in_round(desk: RoundDesk, number: int, *, after: bool) -> bool:
    """Do the same; what was committed since the disk was last waited for is gone as well."""
    mortal, disk = Mortal(number, after=after), desk.folder.with_name("disk")

    def keep() -> None:
        shutil.rmtree(disk, ignore_errors=True)
        shutil.copytree(desk.folder, disk, ignore=shutil.ignore_patterns("*-shm", "lock"))

    def wait_for_disk(work: UnitOfWork) -> None:
        try:
            mortal.commit(work)
        finally:
            keep()

    keep()
    died = ends_early(desk, wait_for_disk, mortal.commit)
    if died:
        desk.profile.close()
        shutil.rmtree(desk.folder)
        shutil.copytree(disk, desk.folder)
        desk.profile = Profile.open(desk.folder, CLERK_UID, PASSWORD)
    return died


def ends_early(desk: RoundDesk, commit: Commit, commit_fetched: Commit) -> bool:
    """Do a round with these commits; say whether the program died."""
    whole = desk.parts()
    parts = replace(
        whole,
        open_work=committing(whole.open_work, commit),
        open_fetched=committing(whole.open_fetched, commit_fetched),
    )
    try:
        desk.round_with(parts)
    except DeathError:
        return True
    return False


@pytest.mark.parametrize("dies", [dies_in_round, loses_power_in_round])
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("batch", [1000, 3])
def test_whatever_commit_is_the_last_nothing_is_lost_or_doubled(
    desk: RoundDesk, server: HonestServer, batch: int, after: bool, dies: Callable[..., bool]
):
    """In small batches the next push is on its way while the answers to the last are settled."""
    number, died = 1, True
    while died:
        desk.pace = type(desk.pace)(batch=batch)
        creations = [a_creation() for _ in range(3)]
        desk.queue(*creations, *map(a_note, creations))
        put_elsewhere(server)
        cursors = [desk.cursors().get(SCOPE, 0)]
        died = dies(desk, number, after=after)
        cursors.append(desk.cursors().get(SCOPE, 0))

        late = a_note(creations[0])
        desk.queue(late)
        desk.pace = type(desk.pace)(batch=min(batch, 1 + number % 2))
        report = desk.round()

        cursors.append(desk.cursors().get(SCOPE, 0))
        assert (report.trouble, report.verified) == (None, True)
        assert cursors == sorted(cursors)
        assert desk.waiting() == desk.rejected() == []
        assert server.taken.count(str(late.uid)) == 1
        assert len(server.taken) == len(set(server.taken)) == 7 * number
        number += 1
    assert number > 6
    here = {row["id"] for row in server.rows.values() if row["kind"] == "case" and not row["gone"]}
    with desk.profile.read() as work:
        assert work.cases.count() == len(here)
    assert desk.notices() == []


def test_a_round_interrupted_between_settling_goes_on_whatever_is_sent_first(
    desk: RoundDesk, server: HonestServer
):
    """A refused change that is sent again stands before what the server has answered already."""
    old = a_creation()
    desk.queue(old)
    desk.store(lambda work: work.outbox.reject(old.uid, "NO_RIGHT", "-"))
    creations = [a_creation() for _ in range(5)]
    desk.queue(*creations)
    assert dies_in_round(desk, 3, after=True)
    assert 0 < len(desk.waiting()) < 5

    desk.store(lambda work: work.outbox.retry(old.uid, a_change().uid))
    desk.pace = type(desk.pace)(batch=1)
    report = desk.round()

    assert (report.trouble, desk.waiting()) == (None, [])
    assert len(server.taken) == 6
    assert desk.notices() == []
