"""Copied desks and restored copies, on either side: everything that was saved is there after."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.domain.notices import Notice, NoticeKind
from tests.server_process import ServerProcess
from tests.sync.enrolled import RINA, TONO, EnrolledDesk, a_copy_of, a_regency, an_enrolled_desk


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    with a_regency(tmp_path / "server") as started:
        yield started


@pytest.fixture
def desk(server: ServerProcess, tmp_path: Path) -> Iterator[EnrolledDesk]:
    with an_enrolled_desk(tmp_path / "first", server, RINA) as made:
        made.good_round()
        yield made


def letter_of(desk: EnrolledDesk) -> str:
    with desk.profile.read() as work:
        identity = work.state.identity()
    assert identity is not None
    return identity.letter


def notices(desk: EnrolledDesk) -> list[Notice]:
    with desk.profile.read() as work:
        return work.notices.all()


def holds(desk: EnrolledDesk, uids: set[UUID]) -> dict[UUID, tuple[str, int]]:
    """The register number and the number of entries of these cases as they are here."""
    with desk.profile.read() as work:
        found = {uid: (work.cases.get(uid), len(work.timeline.of_case(uid))) for uid in uids}
    return {uid: (case.register_number, count) for uid, (case, count) in found.items() if case}


def level(*desks: EnrolledDesk) -> None:
    """Do rounds until news cannot be on the way any more."""
    for desk in (*desks, *desks):
        assert desk.good_round().verified


def test_two_desks_of_one_disk_become_two_desks(
    desk: EnrolledDesk, server: ServerProcess, tmp_path: Path
):
    shared = desk.register(title="Sebelum disalin")
    with a_copy_of(desk, tmp_path / "first", tmp_path / "copy") as copy:
        mine = desk.register(title="Di komputer pertama")
        theirs = copy.register(title="Di komputer salinan")
        assert mine.register_number == theirs.register_number
        desk.good_round()

        report = copy.good_round()

        # It sent what the first had sent too: so far that looks like an answer that was lost.
        assert (report.rejected, copy.waiting(), copy.rejected()) == (0, [], [])
        [renumbered] = notices(copy)
        assert (renumbered.kind, renumbered.case_uid) == (NoticeKind.RENUMBERED, theirs.uid)
        later = [desk.register(title="Sesudah itu"), copy.register(title="Sesudah itu juga")]
        desk.note(shared, "Dari komputer pertama.")
        copy.note(shared, "Dari komputer salinan.")
        level(desk, copy)

        assert letter_of(copy) != letter_of(desk)
        kinds = [notice.kind for one in (desk, copy) for notice in notices(one)]
        assert kinds.count(NoticeKind.IDENTITY_RENEWED) == 1
        after = [desk.register(title="Nomor dari huruf sendiri"), copy.register(title="Juga")]
        level(desk, copy)
        uids = {case.uid for case in (shared, mine, theirs, *later, *after)}
        here, there = holds(desk, uids), holds(copy, uids)
        assert here == there
        assert len({number for number, _ in here.values()}) == len(here) == 7
        assert here[shared.uid][1] == 3


def test_a_desk_restored_from_an_old_copy_gets_back_what_it_had_sent(
    desk: EnrolledDesk, server: ServerProcess, tmp_path: Path
):
    old = desk.register(title="Sebelum cadangan")
    desk.good_round()
    shutil.copytree(tmp_path / "first", tmp_path / "backup")
    unsent_then = desk.register(title="Sesudah cadangan")
    desk.good_round()
    desk.note(unsent_then, "Juga sesudah cadangan.")
    desk.good_round()

    with a_copy_of(desk, tmp_path / "backup", tmp_path / "restored") as restored:
        again = restored.register(title="Sesudah dipulihkan")
        assert again.register_number == unsent_then.register_number
        restored.good_round()
        level(restored)
        here = holds(restored, {old.uid, unsent_then.uid, again.uid})
        assert len(here) == len({number for number, _ in here.values()}) == 3
        assert here[unsent_then.uid][1] == 2
        assert restored.rejected() == restored.waiting() == []


@pytest.mark.parametrize("operator_says_so", [True, False])
def test_a_server_restored_from_an_old_copy_is_given_back_what_it_lost(
    desk: EnrolledDesk, server: ServerProcess, tmp_path: Path, operator_says_so: bool
):
    with an_enrolled_desk(tmp_path / "second", server, TONO) as second:
        second.good_round()
        before = desk.register(title="Sebelum cadangan")
        level(desk, second)
        server.stop()
        database = server.folder / "server.db"
        shutil.copy(database, tmp_path / "backup.db")
        server.start()
        lost = [desk.register(title="Sesudah"), second.register(title="Sesudah juga")]
        level(desk, second)
        second.note(lost[0], "Catatan dari meja kedua.")
        second.note(before, "Pada kasus lama.")
        level(desk, second)

        server.stop()
        for path in server.folder.glob("server.db*"):
            path.unlink()
        shutil.copy(tmp_path / "backup.db", database)
        if operator_says_so:
            server.cli("restored")
        server.start()

        unsent = desk.register(title="Belum terkirim")
        level(desk, second, desk, second)

        uids = {before.uid, unsent.uid, *(case.uid for case in lost)}
        assert holds(desk, uids) == holds(second, uids)
        assert holds(desk, uids)[lost[0].uid][1] == 2
        assert holds(desk, uids)[before.uid][1] == 2
        for one in (desk, second):
            assert one.waiting() == one.rejected() == []
            assert {notice.kind for notice in notices(one)} == {NoticeKind.SERVER_RESTORED}
