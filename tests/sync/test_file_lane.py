"""Files travel after the data, one bad one never stops the others, and content is proved."""

from __future__ import annotations

import hashlib
from uuid import UUID

from desktop_app.domain.errors import Trouble
from desktop_app.sync.file_lane import FIRST_PART, LARGEST_PART
from desktop_app.sync.plan import MOST_FILES_FAILED
from desktop_app.sync.report import Progress, Stage
from tests.builders import a_case, a_change, a_letter, an_attachment
from tests.sync.odd_server import HANG_UP, Asked, http, http_json
from tests.sync.rounds import RoundDesk
from tests.sync.scripted_server import ScriptedServer, error, pushed

PHOTO = b"\xff\xd8\xff" + b"lampu padam" * 1000
OTHER = b"%PDF-1.7 surat"
LARGE = b"%PDF-1.7 pindaian" * 150_000  # 2.4 MiB


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def keep_for_upload(desk: RoundDesk, case_uid: UUID, content: bytes) -> str:
    sha256 = desk.profile.files.keep(content)
    desk.store(lambda work: work.transfers.queue_upload(case_uid, sha256))
    return sha256


def name_missing(desk: RoundDesk, *contents: bytes) -> UUID:
    """Have records that name files which are not here."""
    case = a_case()
    with desk.profile.write() as work:
        for content in contents:
            sha256 = digest(content)
            work.attachments.put(an_attachment(case_uid=case.uid, sha256=sha256))
        work.commit()
    return case.uid


def uploads(desk: RoundDesk) -> list[tuple[UUID, str]]:
    with desk.profile.read() as work:
        return work.transfers.uploads()


def missing(desk: RoundDesk) -> set[str]:
    with desk.profile.read() as work:
        return {sha256 for _, sha256 in work.transfers.missing()}


def file_paths(server: ScriptedServer) -> list[str]:
    return [path for path in server.paths if "/v1/files/" in path]


def test_a_file_goes_up_after_the_data_and_once(desk: RoundDesk, server: ScriptedServer):
    change = a_change()
    desk.queue(change)
    sha256 = keep_for_upload(desk, change.case_uid, PHOTO)

    report = desk.round()

    assert (report.trouble, report.files_sent) == (None, 1)
    assert server.files == {sha256: PHOTO}
    assert server.paths[-1] == f"PATCH /v1/files/{change.case_uid}/{sha256}"
    assert server.paths.index("POST /v1/push") < len(server.paths) - 1
    assert uploads(desk) == []
    desk.round()
    assert len(file_paths(server)) == 1


def test_a_file_waits_while_its_case_has_unsent_changes(desk: RoundDesk, server: ScriptedServer):
    change = a_change()
    desk.queue(change)
    keep_for_upload(desk, change.case_uid, PHOTO)
    server.on_push = lambda _: pushed()

    report = desk.round()

    assert report.files_sent == 0
    assert file_paths(server) == []
    assert len(uploads(desk)) == 1


def test_a_file_the_server_does_not_know_waits_without_a_word(
    desk: RoundDesk, server: ScriptedServer
):
    keep_for_upload(desk, a_case().uid, PHOTO)
    server.on_file = lambda _: error(404, "NOT_FOUND")
    report = desk.round()
    assert (report.trouble, report.files_sent) == (None, 0)
    assert len(uploads(desk)) == 1


def test_a_file_that_is_refused_or_gone_does_not_stop_the_others(
    desk: RoundDesk, server: ScriptedServer
):
    case = a_case()
    refused = keep_for_upload(desk, case.uid, PHOTO)
    desk.store(lambda work: work.transfers.queue_upload(case.uid, "ef" * 32))
    good = keep_for_upload(desk, case.uid, OTHER)

    def choosy(asked: Asked) -> bytes:
        if asked.path.endswith(refused):
            return error(409, "DIGEST")
        return http_json({"offset": len(asked.raw_body)}, 201)

    server.on_file = choosy
    report = desk.round()

    assert report.files_sent == 1
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_REFUSED
    assert uploads(desk) == [(case.uid, refused), (case.uid, "ef" * 32)]
    assert file_paths(server)[-1].endswith(good)


def test_a_server_that_fails_at_every_file_is_left_in_peace(
    desk: RoundDesk, server: ScriptedServer
):
    for number in range(MOST_FILES_FAILED + 3):
        keep_for_upload(desk, a_case().uid, PHOTO + bytes([number]))
    server.on_file = lambda _: error(500, "FAILED")
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_FAILED
    assert len(file_paths(server)) == MOST_FILES_FAILED
    assert len(uploads(desk)) == MOST_FILES_FAILED + 3


def test_a_line_that_breaks_at_a_file_leaves_the_data_settled(
    desk: RoundDesk, server: ScriptedServer
):
    change = a_change()
    desk.queue(change)
    keep_for_upload(desk, change.case_uid, PHOTO)
    server.on_file = lambda _: HANG_UP
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_UNREACHABLE
    assert (report.sent, desk.waiting(), len(uploads(desk))) == (1, [], 1)
    with desk.profile.read() as work:
        assert work.state.last_round_at() is not None


def test_missing_files_are_fetched_and_kept(desk: RoundDesk, server: ScriptedServer):
    case_uid = name_missing(desk, PHOTO)
    letter = a_letter(case_uid=case_uid, sha256=digest(OTHER))
    desk.store(lambda work: work.letters.put(letter))
    server.files = {digest(PHOTO): PHOTO, digest(OTHER): OTHER}

    report = desk.round()

    assert (report.trouble, report.files_received) == (None, 2)
    assert desk.profile.files.read(digest(PHOTO)) == PHOTO
    assert desk.profile.files.read(digest(OTHER)) == OTHER
    assert missing(desk) == set()
    assert report.touched == {case_uid}
    assert desk.told[-2:] == [
        Progress(Stage.RECEIVING_FILES, 0, 2),
        Progress(Stage.RECEIVING_FILES, 1, 2),
    ]


def test_a_file_that_is_still_on_its_way_is_no_trouble(desk: RoundDesk, server: ScriptedServer):
    name_missing(desk, PHOTO)
    report = desk.round()
    assert (report.trouble, report.files_received) == (None, 0)
    assert missing(desk) == {digest(PHOTO)}


def test_a_corrupted_file_is_refused_and_asked_for_again(desk: RoundDesk, server: ScriptedServer):
    name_missing(desk, PHOTO, OTHER)
    server.files = {digest(PHOTO): PHOTO[:-1] + b"!", digest(OTHER): OTHER}

    report = desk.round()

    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_NONSENSE
    assert report.trouble.facts == {"reason": "digest"}
    assert report.files_received == 1
    assert not desk.profile.files.has(digest(PHOTO))
    assert missing(desk) == {digest(PHOTO)}

    server.files[digest(PHOTO)] = PHOTO
    assert desk.round().trouble is None
    assert desk.profile.files.read(digest(PHOTO)) == PHOTO


def test_half_a_file_is_refused(desk: RoundDesk, server: ScriptedServer):
    name_missing(desk, PHOTO)
    half = http(200, PHOTO[:100], content_type="image/jpeg", Content_Length=str(len(PHOTO)))
    server.on_file = lambda _: half
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.trouble is Trouble.SERVER_NONSENSE
    assert missing(desk) == {digest(PHOTO)}


def test_a_file_that_lies_here_already_is_not_fetched(desk: RoundDesk, server: ScriptedServer):
    name_missing(desk, PHOTO)
    desk.profile.files.keep(PHOTO)
    assert desk.round().trouble is None
    assert missing(desk) == set()
    assert file_paths(server) == []


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


def test_files_that_may_not_travel_now_wait(desk: RoundDesk, server: ScriptedServer):
    keep_for_upload(desk, a_case().uid, PHOTO)
    name_missing(desk, OTHER)
    report = desk.round(files_allowed=False)
    assert (report.trouble, report.files_sent, report.files_received) == (None, 0, 0)
    assert file_paths(server) == []
    assert (len(uploads(desk)), len(missing(desk))) == (1, 1)


def test_a_server_that_counts_requests_is_given_its_seconds(
    desk: RoundDesk, server: ScriptedServer
):
    keep_for_upload(desk, a_case().uid, PHOTO)
    keep_for_upload(desk, a_case().uid, OTHER)
    busy = iter([False, True])

    def counting(asked: Asked) -> bytes:
        if next(busy, False):
            return error(429, "BUSY", Retry_After="0")
        return server._file(asked)

    server.on_file = counting
    report = desk.round()
    assert (report.trouble, report.files_sent) == (None, 2)


def test_a_server_that_wants_to_be_left_alone_is(desk: RoundDesk, server: ScriptedServer):
    keep_for_upload(desk, a_case().uid, PHOTO)
    keep_for_upload(desk, a_case().uid, OTHER)
    server.on_file = lambda _: error(503, "BUSY", Retry_After="60")
    report = desk.round()
    assert report.trouble is not None
    assert report.trouble.facts == {"retry_after": "60"}
    assert len(file_paths(server)) == 1
