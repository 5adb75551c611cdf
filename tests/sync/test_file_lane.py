"""Files travel after the data, one bad one never stops the others, and content is proved."""

from __future__ import annotations

from desktop_app.domain.errors import Trouble
from desktop_app.sync.plan import MOST_FILES_FAILED
from desktop_app.sync.report import Progress, Stage
from tests.builders import a_case, a_change, a_letter
from tests.sync.odd_server import HANG_UP, Asked, http, http_json
from tests.sync.rounds import RoundDesk
from tests.sync.scripted_server import ScriptedServer, error, pushed
from tests.sync.travelling_files import (
    OTHER,
    PHOTO,
    digest,
    file_paths,
    keep_for_upload,
    missing,
    name_missing,
    uploads,
)


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
