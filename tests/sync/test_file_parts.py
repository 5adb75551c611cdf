"""Large files go in parts, each way, and go on from the byte where they stopped."""

from __future__ import annotations

from desktop_app.domain.errors import Trouble
from desktop_app.sync.file_lane import FIRST_PART, LARGEST_PART
from tests.builders import a_case
from tests.sync.odd_server import HANG_UP, Asked, http
from tests.sync.rounds import RoundDesk
from tests.sync.scripted_server import ScriptedServer
from tests.sync.travelling_files import (
    LARGE,
    PHOTO,
    digest,
    file_paths,
    keep_for_upload,
    name_missing,
)


def parted(content: bytes) -> list[bytes]:
    """The parts in which a file goes over a good line."""
    parts, size = [], FIRST_PART
    while content:
        parts.append(content[:size])
        content, size = content[size:], min(2 * size, LARGEST_PART)
    return parts


def sent_parts(server: ScriptedServer) -> list[bytes]:
    return [asked.raw_body for asked in server.asked if asked.method == "PATCH"]


def test_a_large_file_goes_in_parts_that_grow(desk: RoundDesk, server: ScriptedServer):
    sha256 = keep_for_upload(desk, a_case().uid, LARGE)
    report = desk.round()
    assert (report.trouble, report.files_sent) == (None, 1)
    assert server.files == {sha256: LARGE}
    assert sent_parts(server) == parted(LARGE)
    assert [path.split()[0] for path in file_paths(server)] == ["HEAD"] + ["PATCH"] * 4


def test_a_file_goes_on_from_the_byte_that_the_server_has(desk: RoundDesk, server: ScriptedServer):
    sha256 = keep_for_upload(desk, a_case().uid, LARGE)
    server.arriving[sha256] = (len(LARGE), LARGE[:1_234_567])
    report = desk.round()
    assert (report.trouble, report.files_sent) == (None, 1)
    assert server.files == {sha256: LARGE}
    assert b"".join(sent_parts(server)) == LARGE[1_234_567:]


def test_a_small_file_of_which_a_little_is_there_goes_on_too(
    desk: RoundDesk, server: ScriptedServer
):
    sha256 = keep_for_upload(desk, a_case().uid, PHOTO)
    server.arriving[sha256] = (len(PHOTO), PHOTO[:10])
    report = desk.round()
    assert (report.trouble, report.files_sent) == (None, 1)
    assert server.files == {sha256: PHOTO}


def test_what_the_server_has_of_another_size_is_not_gone_on_with(
    desk: RoundDesk, server: ScriptedServer
):
    sha256 = keep_for_upload(desk, a_case().uid, LARGE)
    asked: list[Asked] = []

    def other(one: Asked) -> bytes:
        asked.append(one)
        if one.method == "HEAD":
            return http(200, b"", Upload_Offset="5000", Upload_Length="6000")
        return server._file(one)

    server.on_file = other
    assert desk.round().files_sent == 1
    assert asked[1].headers["upload-offset"] == "0"
    assert server.files == {sha256: LARGE}


def test_a_file_that_is_there_already_is_sent_no_byte_of(desk: RoundDesk, server: ScriptedServer):
    sha256 = keep_for_upload(desk, a_case().uid, LARGE)
    server.files[sha256] = LARGE
    server.arriving[sha256] = (len(LARGE), LARGE)
    assert desk.round().files_sent == 1
    assert b"".join(sent_parts(server)) == b""


def test_a_part_whose_answer_was_lost_is_not_sent_again(desk: RoundDesk, server: ScriptedServer):
    sha256 = keep_for_upload(desk, a_case().uid, LARGE)
    lost = iter([False, True])

    def forgetful(asked: Asked) -> bytes:
        answer = server._file(asked)
        return HANG_UP if asked.method == "PATCH" and next(lost, False) else answer

    server.on_file = forgetful
    report = desk.round()
    assert (report.trouble, report.files_sent) == (None, 1)
    assert server.files == {sha256: LARGE}
    assert b"".join(sent_parts(server)) == LARGE


def test_a_line_that_carries_nothing_more_is_given_up(desk: RoundDesk, server: ScriptedServer):
    keep_for_upload(desk, a_case().uid, LARGE)
    server.on_file = lambda asked: http(404, b"") if asked.method == "HEAD" else HANG_UP
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_UNREACHABLE
    assert len(sent_parts(server)) == 2


def test_somebody_who_says_stop_is_heard_between_two_parts(desk: RoundDesk, server: ScriptedServer):
    sha256 = keep_for_upload(desk, a_case().uid, LARGE)
    report = desk.round(cancelled=lambda: bool(sent_parts(server)))
    assert (report.cancelled, report.files_sent) == (True, 0)
    assert server.arriving[sha256] == (len(LARGE), LARGE[:FIRST_PART])
    assert desk.round().files_sent == 1
    assert server.files[sha256] == LARGE


def test_a_download_goes_on_from_the_byte_that_lies_here(desk: RoundDesk, server: ScriptedServer):
    name_missing(desk, LARGE)
    server.files = {digest(LARGE): LARGE}
    desk.profile.files.add_part(digest(LARGE), LARGE[:1_000_000])
    report = desk.round()
    assert (report.trouble, report.files_received) == (None, 1)
    assert server.asked[-1].headers["range"] == "bytes=1000000-"
    assert desk.profile.files.read(digest(LARGE)) == LARGE


def test_a_download_that_is_cut_again_and_again_goes_on_at_once(
    desk: RoundDesk, server: ScriptedServer
):
    name_missing(desk, LARGE)
    server.files = {digest(LARGE): LARGE}
    server.on_file = lambda asked: server._file(asked)[:500_000]
    report = desk.round()
    assert (report.trouble, report.files_received) == (None, 1)
    assert desk.profile.files.read(digest(LARGE)) == LARGE
    assert len(file_paths(server)) == 6


def test_what_came_before_a_cut_stays_for_the_next_round(desk: RoundDesk, server: ScriptedServer):
    name_missing(desk, LARGE)
    server.files = {digest(LARGE): LARGE}
    answers = [server._file, lambda _: HANG_UP]
    server.on_file = lambda asked: answers.pop(0)(asked)[:400_000] if answers else HANG_UP
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_UNREACHABLE
    here = desk.profile.files.size_of_parts(digest(LARGE))
    assert here > 380_000
    server.on_file = None
    assert desk.round().files_received == 1
    assert server.asked[-1].headers["range"] == f"bytes={here}-"


def test_a_server_without_ranges_costs_time_and_nothing_else(
    desk: RoundDesk, server: ScriptedServer
):
    name_missing(desk, LARGE)
    desk.profile.files.add_part(digest(LARGE), LARGE[:1_000_000])
    server.on_file = lambda _: http(200, LARGE, content_type="application/octet-stream")
    assert desk.round().files_received == 1
    assert desk.profile.files.read(digest(LARGE)) == LARGE


def test_a_file_of_which_all_parts_lie_here_is_only_joined(desk: RoundDesk, server: ScriptedServer):
    name_missing(desk, LARGE)
    desk.profile.files.add_part(digest(LARGE), LARGE)
    server.on_file = lambda _: http(200, LARGE, content_type="application/octet-stream")
    assert desk.round().files_received == 1
    assert desk.profile.files.read(digest(LARGE)) == LARGE


def test_parts_that_were_spoilt_are_dropped_and_fetched_anew(
    desk: RoundDesk, server: ScriptedServer
):
    name_missing(desk, LARGE)
    server.files = {digest(LARGE): LARGE}
    desk.profile.files.add_part(digest(LARGE), b"!" * 1000)
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.facts == {"reason": "digest"}
    assert desk.profile.files.size_of_parts(digest(LARGE)) == 0
    assert desk.round().files_received == 1


def test_somebody_who_says_stop_keeps_what_has_come(desk: RoundDesk, server: ScriptedServer):
    name_missing(desk, LARGE)
    server.files = {digest(LARGE): LARGE}
    begun = len(LARGE) // 3

    def stop() -> bool:
        return desk.profile.files.size_of_parts(digest(LARGE)) > begun

    report = desk.round(cancelled=stop)
    assert (report.cancelled, report.files_received, report.trouble) == (True, 0, None)
    assert begun < desk.profile.files.size_of_parts(digest(LARGE)) < len(LARGE)
    assert desk.round().files_received == 1
