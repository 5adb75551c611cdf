"""What is written on the stick, and what waits for the next bundle."""

from __future__ import annotations

import sys
from random import Random

from desktop_app.domain.errors import Trouble
from desktop_app.domain.kurir_frame import LARGEST_BUNDLE
from desktop_app.sync.kurir.writing import write_bundle
from tests.sync.kurir.post import PHOTO, Post, trouble_of


def test_a_desk_that_does_not_know_the_servers_key_says_what_it_needs(post: Post):
    with post.desk.profile.write() as work:
        work.state.set_server_key(b"")
        work.commit()
    error = trouble_of(write_bundle, post.desk.parts(), post.folder / "a.kurir")
    assert (error.trouble, error.facts) == (Trouble.NOT_ENROLLED, {"reason": "key"})
    assert list(post.folder.iterdir()) == []


if sys.platform != "win32":  # there is no full device to write to on Windows

    def test_a_full_stick_leaves_no_half_bundle_and_all_work_waiting(post: Post):
        post.desk.register()
        (post.folder / ".a.kurir.part").symlink_to("/dev/full")
        error = trouble_of(write_bundle, post.desk.parts(), post.folder / "a.kurir")
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
    error = trouble_of(write_bundle, post.desk.parts(), post.folder / "no" / "a.kurir")
    assert error.trouble is Trouble.FOLDER_READ_ONLY


def test_files_that_find_no_room_wait_for_the_next_bundle(post: Post):
    desk = post.desk
    chance = Random(11)
    files = [desk.attach(chance.randbytes(13_000_000), f"{n}.pdf") for n in range(5)]
    desk.register(files=tuple(files))
    written = write_bundle(desk.parts(), post.folder / "a.kurir")
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
    written = write_bundle(desk.parts(), post.folder / "a.kurir")
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
