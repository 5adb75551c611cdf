"""What a bundle takes along and brings home, late, twice and in any order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from desktop_app.domain.errors import Trouble
from desktop_app.domain.notices import NoticeKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.personal_data.erase_reporter import EraseReporter, erase_reporter
from desktop_app.sync.kurir.outstanding import ANSWERS_LAST
from desktop_app.sync.kurir.writing import BundleReport, write_bundle
from tests.builders import TODAY
from tests.desk import TestClock
from tests.server_process import ServerProcess
from tests.sync.enrolled import HADI, RINA, SARI, VILLAGE, a_regency, an_enrolled_desk
from tests.sync.kurir.post import PHOTO, Post, notices_of, state_of, trouble_of


def test_a_desk_that_never_had_a_line_gets_everything_and_gives_everything(post: Post):
    desk = post.desk
    first = post.round_trip()
    assert first.received > 0
    case = desk.register(files=(desk.attach(PHOTO, "jembatan.jpg"),))
    desk.move(case, MoveName.VERIFY)
    report = post.round_trip()
    assert (report.sent, report.rejected, report.files_sent) == (3, 0, 1)
    assert desk.waiting() == []
    assert desk.case(case).version > 0
    assert desk.good_round().verified


def test_what_was_carried_is_on_the_other_desks(post: Post, server: ServerProcess, tmp_path: Path):
    desk = post.desk
    post.round_trip()
    case = desk.register(files=(desk.attach(PHOTO, "jembatan.jpg"),))
    desk.move(case, MoveName.VERIFY)
    desk.move(case, MoveName.ASSIGN, office=VILLAGE)
    post.round_trip()
    with an_enrolled_desk(tmp_path / "village", server, SARI) as village:
        village.good_round()
        assert village.knows(case)
        with village.profile.read() as work:
            (attachment,) = work.attachments.of_case(case.uid)
        assert village.context.files.read(attachment.sha256) == PHOTO
        village.note(case, "Sudah dilihat.")
        village.good_round()
    report = post.round_trip()
    assert case.uid in report.touched
    assert "Sudah dilihat." in [entry.text for entry in desk.entries(case)]


def letter_blocks(post: Post) -> list[tuple[int, int, int]]:
    with post.desk.profile.read() as work:
        blocks = work.numbers.letter_blocks(TODAY.year)
    return [(block.last - block.first + 1, block.remaining, block.last) for block in blocks]


def test_a_desk_that_only_ever_uses_sticks_goes_on_numbering_letters(post: Post):
    post.round_trip()
    [(_, _, last)] = letter_blocks(post)
    with post.desk.profile.write() as work:
        for _ in range(41):
            block = work.numbers.letter_block(TODAY.year, TODAY)
            assert block is not None
            work.numbers.put_letter_block(block.taken())
        work.commit()
    bundle = post.write()
    answers = [post.carry(bundle), post.carry(bundle)]
    for answer in answers:
        post.take(answer)
    [(_, left, _), (size, free, newest)] = letter_blocks(post)
    assert (left, size, free) == (9, 50, 50)
    assert newest > last
    post.round_trip()
    assert len(letter_blocks(post)) == 2


def test_a_bundle_says_what_is_in_it(post: Post):
    desk = post.desk
    desk.register(files=(desk.attach(PHOTO, "a.jpg"), desk.attach(PHOTO + b"!", "b.jpg")))
    written = write_bundle(desk.parts(), post.folder / "a.kurir")
    assert written == BundleReport(changes=3, files=2, changes_left=0, files_left=0)
    content = (post.folder / "a.kurir").read_bytes()
    assert content.startswith(b"LOKET-KURIR 1\n")
    assert len(content) < 2 * len(PHOTO) + 20_000
    assert [path.name for path in post.folder.iterdir()] == ["a.kurir"]


def test_nothing_leaves_the_queue_before_an_answer_is_taken(post: Post):
    desk = post.desk
    case = desk.register()
    before = [change.uid for change in desk.waiting()]
    answer = post.carry(post.write())
    assert [change.uid for change in desk.waiting()] == before
    post.take(answer)
    assert desk.waiting() == []
    assert desk.case(case).version > 0


def test_a_refused_change_goes_to_those_that_need_attention(
    post: Post, server: ServerProcess, tmp_path: Path
):
    desk = post.desk
    post.round_trip()
    case = desk.register()
    post.round_trip()
    with an_enrolled_desk(tmp_path / "second", server, RINA) as second:
        second.good_round()
        second.move(case, MoveName.VERIFY)
        desk.move(case, MoveName.VERIFY)
        second.good_round()
    report = post.round_trip()
    assert (report.sent, report.rejected) == (0, 1)
    assert [change.reject_code for change in desk.rejected()] == ["MOVE_NOT_ALLOWED"]


def test_the_line_may_come_back_at_any_time(post: Post):
    desk = post.desk
    post.round_trip()
    case = desk.register()
    post.round_trip()
    desk.note(case, "Dengan jaringan.")
    assert desk.good_round().verified
    desk.note(case, "Lagi lewat kurir.")
    post.round_trip()
    assert desk.good_round().verified


def test_a_bundle_and_an_answer_twice_change_nothing_more(post: Post):
    desk = post.desk
    case = desk.register(files=(desk.attach(PHOTO, "a.jpg"),))
    bundle = post.write()
    answer = post.carry(bundle)
    assert post.take(answer).record is not None
    before = state_of(desk)
    assert post.take(answer).record is None
    again = post.carry(bundle)
    assert post.take(again).sent == 0
    assert post.take(answer).record is None
    assert state_of(desk)[:5] == before[:5]
    assert len(desk.entries(case)) == 2


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]])
def test_bundles_and_answers_may_overtake_one_another(post: Post, order: list[int]):
    desk = post.desk
    post.round_trip()
    bundles = []
    cases = []
    for _ in range(3):
        cases.append(desk.register())
        bundles.append(post.write())
    answers = {number: post.carry(bundles[number]) for number in order}
    reports = [post.take(answers[number]) for number in reversed(order)]
    assert all(report.trouble is None for report in reports)
    assert sum(report.sent for report in reports) == 3
    assert desk.waiting() == []
    desk.note(cases[0], "Sesudahnya.")
    report = desk.good_round()
    assert report.verified
    assert notices_of(desk) == []


def test_an_answer_that_is_older_than_a_round_takes_nothing_back(
    post: Post, server: ServerProcess, tmp_path: Path
):
    desk = post.desk
    case = desk.register()
    old = post.carry(post.write())
    with an_enrolled_desk(tmp_path / "second", server, RINA) as second:
        second.good_round()
        second.correct(case, title="Judul yang baru", place="Balai desa")
        second.good_round()
    desk.good_round()
    desk.note(case, "Catatan baru.")
    desk.good_round()
    before = state_of(desk)
    report = post.take(old)
    assert (report.trouble, report.sent, report.received) == (None, 0, 0)
    assert state_of(desk)[:6] == before[:6]
    assert desk.case(case).title == "Judul yang baru"
    assert desk.good_round().verified


def test_a_bundle_that_comes_after_the_line_does_not_make_the_desk_a_copy(post: Post):
    desk = post.desk
    case = desk.register()
    late = post.write()
    for text in ("satu", "dua", "tiga"):
        desk.note(case, text)
        desk.good_round()
    before = state_of(desk)
    answer = post.carry(late)
    assert post.take(answer).trouble is None
    assert state_of(desk)[:5] == before[:5]
    desk.note(case, "empat")
    desk.good_round()
    assert notices_of(desk) == []


def test_a_desk_that_reads_anew_is_left_no_gap(post: Post):
    desk = post.desk
    case = desk.register()
    desk.good_round()
    desk.note(case, "Sebelum paket.")
    answer = post.carry(post.write())
    with desk.profile.write() as work:
        marks = work.state.sync_marks()
        work.feed.clear()
        work.state.set_sync_marks(replace(marks, cursors={}))
        work.commit()
    report = post.take(answer)
    assert (report.trouble, report.sent) == (None, 1)
    with desk.profile.read() as work:
        assert work.state.sync_marks().cursors == {}
    assert desk.good_round().verified


def test_an_answer_from_before_the_server_was_restored_counts_no_more(post: Post):
    desk = post.desk
    desk.register()
    answer = post.carry(post.write())
    with desk.profile.write() as work:
        marks = work.state.sync_marks()
        work.state.set_sync_marks(replace(marks, epoch=str(uuid4())))
        work.commit()
    before = state_of(desk)
    report = post.take(answer)
    assert (report.trouble, report.sent, report.received) == (None, 0, 0)
    assert state_of(desk)[:5] == before[:5]


def test_a_restored_server_is_learnt_of_by_kurir_too(tmp_path: Path):
    with (
        a_regency(tmp_path / "server") as server,
        an_enrolled_desk(tmp_path / "desk", server, RINA) as desk,
        an_enrolled_desk(tmp_path / "carrier", server, HADI) as carrier,
    ):
        stick = tmp_path / "stick"
        stick.mkdir()
        post = Post(stick, desk, carrier)
        case = desk.register()
        post.round_trip()
        server.cli("restored")
        told = post.take(post.carry(post.write()))
        assert told.trouble is None
        assert [change.case_uid for change in desk.waiting()] == [case.uid]
        assert notices_of(desk) == [NoticeKind.SERVER_RESTORED]
        assert post.round_trip().sent == 1
        assert desk.good_round().verified


def test_answers_are_awaited_for_four_hundred_days(post: Post):
    desk = post.desk
    desk.register()
    first = post.carry(post.write())
    assert isinstance(desk.context.clock, TestClock)
    desk.context.clock.pass_days(ANSWERS_LAST.days + 1)
    second = post.carry(post.write())
    assert trouble_of(post.take, first).trouble is Trouble.BUNDLE_FOREIGN
    assert post.take(second).sent == 1


def test_what_a_bundle_brings_too_soon_comes_with_the_next_without_who_was_erased(
    post: Post, server: ServerProcess, tmp_path: Path
):
    """The answer that asks for it later brings what says whom to strike out."""
    desk = post.desk
    case = desk.register(reporter_name="Wening Purnama")
    post.round_trip()
    with an_enrolled_desk(tmp_path / "second", server, RINA) as second:
        second.good_round()
        erase_reporter(EraseReporter(case.uid, "Diminta."), second.context)
        second.good_round()
        desk.note(case, "Wening Purnama menelepon lagi.", (PHOTO, "jembatan.jpg"))
        too_soon, twice = (post.carry(post.write()) for _ in range(2))
        report = post.take(too_soon)
        assert (report.trouble, report.sent, report.rejected) == (None, 0, 0)
        waiting = desk.waiting()
        assert len(waiting) > 0
        assert post.take(twice).rejected == 0
        assert desk.waiting() == waiting

        report = post.round_trip()
        assert (report.sent, report.files_sent) == (len(waiting), 1)
        second.good_round()
        assert "[dihapus] menelepon lagi." in [entry.text for entry in second.entries(case)]
