"""A desk without a line works through the stick of another: late, twice, in any order, unharmed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.kurir_frame import LARGEST_BUNDLE
from desktop_app.domain.notices import NoticeKind
from desktop_app.domain.workflow import MoveName
from desktop_app.sync.desk import Desk
from desktop_app.sync.kurir.carrying import carry_bundle
from desktop_app.sync.kurir.outstanding import ANSWERS_LAST
from desktop_app.sync.kurir.taking import take_answer
from desktop_app.sync.kurir.writing import BundleReport, write_bundle
from desktop_app.sync.report import RoundReport
from desktop_app.sync.server import CentralServer
from desktop_app.sync.transport import Transport
from tests.desk import TestClock
from tests.server_process import ServerProcess
from tests.sync.enrolled import (
    DIRECTORY,
    HADI,
    RINA,
    SARI,
    VILLAGE,
    EnrolledDesk,
    an_enrolled_desk,
)

PHOTO = b"\xff\xd8\xff\xe0" + b"jembatan retak " * 20_000


class Post:
    """A stick, the desk that writes on it, and the one that carries it to the server."""

    def __init__(self, folder: Path, desk: EnrolledDesk, carrier: EnrolledDesk) -> None:
        self.folder = folder
        self.desk = desk
        self.carrier = carrier
        self._written = 0

    def write(self, name: str = "", who: EnrolledDesk | None = None) -> Path:
        self._written += 1
        path = self.folder / f"{name or self._written}.kurir"
        write_bundle(parts_of(who or self.desk), path)
        return path

    def carry(self, bundle: Path) -> Path:
        return carry_bundle(server_of(self.carrier), bundle)

    def take(self, answer: Path) -> RoundReport:
        return take_answer(parts_of(self.desk), answer)

    def round_trip(self) -> RoundReport:
        """Write, carry and take; nothing may go wrong."""
        report = self.take(self.carry(self.write()))
        assert report.trouble is None, (report.trouble, report.trouble.facts)
        return report


def parts_of(desk: EnrolledDesk) -> Desk:
    context = desk.context
    return Desk(
        context.open_work,
        context.open_read,
        context.files,
        context.clock,
        context.new_uid,
        cancelled=lambda: False,
    )


def server_of(desk: EnrolledDesk) -> CentralServer:
    return CentralServer(desk.transport, desk.context.device)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path_factory.mktemp("server")) as process:
        process.cli("init", "--from", str(DIRECTORY))
        process.start()
        yield process


@pytest.fixture
def desk(server: ServerProcess, tmp_path: Path) -> Iterator[EnrolledDesk]:
    with an_enrolled_desk(tmp_path / "desk", server, RINA) as made:
        yield made


@pytest.fixture(scope="module")
def carrier(
    server: ServerProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[EnrolledDesk]:
    folder = tmp_path_factory.mktemp("carrier") / "profile"
    with an_enrolled_desk(folder, server, HADI) as made:
        yield made


@pytest.fixture
def post(tmp_path: Path, desk: EnrolledDesk, carrier: EnrolledDesk) -> Post:
    folder = tmp_path / "stick"
    folder.mkdir()
    return Post(folder, desk, carrier)


def state_of(desk: EnrolledDesk) -> tuple[object, ...]:
    """Everything a bundle may change on a desk, but for the bundles it remembers."""
    with desk.profile.read() as work:
        return (
            [change.uid for change in work.outbox.waiting(10_000)],
            [change.uid for change in work.outbox.rejected()],
            work.transfers.uploads(),
            work.state.sync_marks(),
            work.cases.count(),
            work.state.last_server_time(),
            work.rounds.last(100),
        )


def notices_of(desk: EnrolledDesk) -> list[NoticeKind]:
    with desk.profile.read() as work:
        return [notice.kind for notice in work.notices.all()]


def trouble_of(call: Callable[..., object], *arguments: object) -> ExpectedError:
    with pytest.raises(ExpectedError) as caught:
        call(*arguments)
    return caught.value


# --- there and back -------------------------------------------------------------------------------


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


def test_a_bundle_says_what_is_in_it(post: Post):
    desk = post.desk
    desk.register(files=(desk.attach(PHOTO, "a.jpg"), desk.attach(PHOTO + b"!", "b.jpg")))
    written = write_bundle(parts_of(desk), post.folder / "a.kurir")
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


# --- late, twice, in any order --------------------------------------------------------------------


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
    folder = tmp_path / "server"
    folder.mkdir()
    with ServerProcess(folder) as server:
        server.cli("init", "--from", str(DIRECTORY))
        server.start()
        with (
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


# --- what is harmless -----------------------------------------------------------------------------


def test_an_answer_for_another_desk_is_foreign(post: Post):
    post.carrier.register()
    answer = post.carry(post.write(who=post.carrier))
    before = state_of(post.desk)
    assert trouble_of(post.take, answer).trouble is Trouble.BUNDLE_FOREIGN
    assert state_of(post.desk) == before


def test_a_bundle_for_another_server_is_not_even_brought(post: Post):
    bundle = post.write()
    identity = replace(post.carrier.context.device, server_id=uuid4())
    stranger = CentralServer(Transport("http://127.0.0.1:9"), identity)
    error = trouble_of(carry_bundle, stranger, bundle)
    assert error.trouble is Trouble.BUNDLE_FOREIGN
    assert [path.name for path in post.folder.iterdir()] == ["1.kurir"]


def test_bundle_and_answer_are_told_apart(post: Post):
    bundle = post.write()
    answer = post.carry(bundle)
    assert answer == post.folder / "1-jawaban.kurir"
    error = trouble_of(post.take, bundle)
    assert (error.trouble, error.facts) == (Trouble.BUNDLE_UNREADABLE, {"reason": "outward"})
    error = trouble_of(post.carry, answer)
    assert (error.trouble, error.facts) == (Trouble.BUNDLE_UNREADABLE, {"reason": "answer"})


def test_a_server_that_cannot_be_reached_leaves_no_answer(post: Post):
    bundle = post.write()
    away = CentralServer(Transport("http://127.0.0.1:9"), post.carrier.context.device)
    assert trouble_of(carry_bundle, away, bundle).trouble is Trouble.SERVER_UNREACHABLE
    assert [path.name for path in post.folder.iterdir()] == ["1.kurir"]


def test_a_bundle_altered_on_its_way_is_unreadable_and_leaves_no_answer(post: Post):
    post.desk.register()
    bundle = post.write()
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 1
    bundle.write_bytes(content)
    assert trouble_of(post.carry, bundle).trouble is Trouble.BUNDLE_UNREADABLE
    assert [path.name for path in post.folder.iterdir()] == ["1.kurir"]


def test_a_desk_that_was_shut_out_is_told_so(post: Post, server: ServerProcess):
    bundle = post.write()
    server.cli("device", "revoke", str(post.desk.context.device.device_uid))
    assert trouble_of(post.carry, bundle).trouble is Trouble.DEVICE_REVOKED


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(place=st.integers(0, 100_000), flip=st.integers(1, 255))
def test_an_answer_altered_at_any_byte_changes_nothing(
    post: Post, prepared: tuple[Path, object], place: int, flip: int
):
    answer, before = prepared
    bad = bytearray(answer.read_bytes())
    bad[place % len(bad)] ^= flip
    altered = post.folder / "altered.kurir"
    altered.write_bytes(bad)
    assert trouble_of(post.take, altered).trouble in {
        Trouble.BUNDLE_UNREADABLE,
        Trouble.BUNDLE_FOREIGN,
    }
    assert state_of(post.desk) == before


@pytest.fixture
def prepared(post: Post) -> tuple[Path, object]:
    """An answer that waits to be taken, and how its desk stands before."""
    post.desk.register()
    return post.carry(post.write()), state_of(post.desk)


def test_half_an_answer_changes_nothing(post: Post, prepared: tuple[Path, object]):
    answer, before = prepared
    whole = answer.read_bytes()
    chance = Random(3)
    for end in [0, 5, 14, 18, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(20))]:
        answer.write_bytes(whole[:end])
        assert trouble_of(post.take, answer).trouble is Trouble.BUNDLE_UNREADABLE
    answer.write_bytes(whole + b"\0")
    assert trouble_of(post.take, answer).trouble is Trouble.BUNDLE_UNREADABLE
    assert state_of(post.desk) == before
    answer.write_bytes(whole)
    assert post.take(answer).sent == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 laporan.docx", bytes(100_000)])
def test_any_other_file_is_no_bundle(post: Post, content: bytes):
    path = post.folder / "laporan.kurir"
    path.write_bytes(content)
    assert trouble_of(post.take, path).trouble is Trouble.BUNDLE_UNREADABLE
    assert trouble_of(post.carry, path).trouble is Trouble.BUNDLE_UNREADABLE


def test_a_file_that_is_too_large_or_not_there_is_no_bundle(post: Post):
    path = post.folder / "besar.kurir"
    with path.open("wb") as file:
        file.truncate(LARGEST_BUNDLE + 1)
    for name in ("besar.kurir", "tidak-ada.kurir", "."):
        gone = post.folder / name
        assert trouble_of(post.take, gone).trouble is Trouble.BUNDLE_UNREADABLE
        assert trouble_of(post.carry, gone).trouble is Trouble.BUNDLE_UNREADABLE


# --- writing --------------------------------------------------------------------------------------


def test_a_desk_that_does_not_know_the_servers_key_says_what_it_needs(post: Post):
    with post.desk.profile.write() as work:
        work.state.set_server_key(b"")
        work.commit()
    error = trouble_of(write_bundle, parts_of(post.desk), post.folder / "a.kurir")
    assert (error.trouble, error.facts) == (Trouble.NOT_ENROLLED, {"reason": "key"})
    assert list(post.folder.iterdir()) == []


if sys.platform != "win32":  # there is no full device to write to on Windows

    def test_a_full_stick_leaves_no_half_bundle_and_all_work_waiting(post: Post):
        post.desk.register()
        (post.folder / ".a.kurir.part").symlink_to("/dev/full")
        error = trouble_of(write_bundle, parts_of(post.desk), post.folder / "a.kurir")
        assert error.trouble is Trouble.STICK_FULL
        assert list(post.folder.iterdir()) == []
        assert len(post.desk.waiting()) == 1

    def test_a_stick_without_room_for_the_answer_can_be_carried_again(post: Post):
        post.desk.register()
        bundle = post.write()
        (post.folder / ".1-jawaban.kurir.part").symlink_to("/dev/full")
        assert trouble_of(post.carry, bundle).trouble is Trouble.STICK_FULL
        assert [path.name for path in post.folder.iterdir()] == ["1.kurir"]
        assert post.take(post.carry(bundle)).sent == 1


def test_a_folder_that_is_not_there_is_said(post: Post):
    error = trouble_of(write_bundle, parts_of(post.desk), post.folder / "no" / "a.kurir")
    assert error.trouble is Trouble.FOLDER_READ_ONLY


def test_files_that_find_no_room_wait_for_the_next_bundle(post: Post):
    desk = post.desk
    chance = Random(11)
    files = [desk.attach(chance.randbytes(13_000_000), f"{n}.pdf") for n in range(5)]
    desk.register(files=tuple(files))
    written = write_bundle(parts_of(desk), post.folder / "a.kurir")
    assert (written.files, written.files_left) == (3, 2)
    assert (post.folder / "a.kurir").stat().st_size < LARGEST_BUNDLE
    assert post.take(post.carry(post.folder / "a.kurir")).files_sent == 3
    assert post.round_trip().files_sent == 2
    with desk.profile.read() as work:
        assert work.transfers.uploads() == []


def test_a_file_that_is_gone_here_stops_no_other(post: Post):
    desk = post.desk
    case = desk.register(files=(desk.attach(PHOTO, "a.jpg"),))
    with desk.profile.write() as work:
        work.transfers.queue_upload(case.uid, "ab" * 32)
        work.commit()
    written = write_bundle(parts_of(desk), post.folder / "a.kurir")
    assert (written.files, written.files_left) == (1, 1)


def test_the_same_file_of_two_cases_is_settled_for_both(post: Post):
    desk = post.desk
    for _ in range(2):
        desk.register(files=(desk.attach(PHOTO, "a.jpg"),))
    assert post.round_trip().files_sent == 2
    with desk.profile.read() as work:
        assert work.transfers.uploads() == []


def test_the_bundles_of_one_desk_are_sealed_with_keys_of_their_own(post: Post):
    bundles = [post.write().read_bytes() for _ in range(2)]
    assert bundles[0][:14] == bundles[1][:14]
    assert bundles[0][300:] != bundles[1][300:]
