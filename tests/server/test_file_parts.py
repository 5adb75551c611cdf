"""A file arrives from the byte where it stopped, and is seen by nobody before it is whole."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from central_server import uploads
from central_server.app import create_app
from desktop_app.domain.attachments import LARGEST_FILE, MEBIBYTE
from desktop_app.domain.cases import Case, Status
from desktop_app.domain.workflow import MoveName
from tests.server.asgi import Answer, AsgiClient
from tests.server.server_desk import ServerDesk
from tests.server.world import World

SCAN = b"%PDF-1.7 " + bytes(range(256)) * 9_000  # 2.2 MiB
SHA256 = hashlib.sha256(SCAN).hexdigest()


@pytest.fixture
def case(desk: ServerDesk) -> Case:
    """A verified case whose records name the scan."""
    case = desk.new_case()
    desk.done(desk.create(case), desk.attach(case, sha256=SHA256), desk.move(case, MoveName.VERIFY))
    return replace(case, status=Status.VERIFIED)


def path(case: Case, sha256: str = SHA256) -> str:
    return f"/v1/files/{case.uid}/{sha256}"


def send(
    desk: ServerDesk,
    case: Case,
    start: int,
    end: int,
    *,
    size: int = len(SCAN),
    sha256: str = SHA256,
) -> Answer:
    headers = {"Upload-Offset": str(start), "Upload-Length": str(size)}
    return desk.ask("PATCH", path(case, sha256), SCAN[start:end], headers=headers)


def reached(desk: ServerDesk, case: Case) -> tuple[int, int] | None:
    answer = desk.ask("HEAD", path(case))
    if answer.status == 404:
        return None
    assert (answer.status, answer.body) == (200, b"")
    return int(answer.headers["upload-offset"]), int(answer.headers["upload-length"])


def lying_there(world: World) -> list[Path]:
    return [found for found in world.settings.files.rglob("*") if found.is_file()]


def test_parts_become_a_file_with_the_last_byte(desk: ServerDesk, case: Case):
    assert reached(desk, case) is None
    for start in range(0, len(SCAN), MEBIBYTE):
        assert desk.ask("GET", path(case)).status == 404
        answer = send(desk, case, start, start + MEBIBYTE)
        end = min(start + MEBIBYTE, len(SCAN))
        assert answer.json == {"offset": end}
        assert answer.status == (201 if end == len(SCAN) else 200)
        assert reached(desk, case) == (end, len(SCAN))
    assert desk.ask("GET", path(case)).body == SCAN
    assert len(lying_there(desk.world)) == 1


def test_a_part_that_does_not_fit_is_told_where_the_file_ends(desk: ServerDesk, case: Case):
    send(desk, case, 0, 1000)
    for start in (0, 999, 1001):
        answer = send(desk, case, start, start + 10)
        assert (answer.status, answer.code, answer.json["offset"]) == (409, "OFFSET", 1000)
    assert send(desk, case, 1000, 1010).json == {"offset": 1010}


def test_a_file_that_is_not_what_its_name_says_begins_anew(desk: ServerDesk, case: Case):
    headers = {"Upload-Offset": "0", "Upload-Length": "3"}
    answer = desk.ask("PATCH", path(case), b"abc", headers=headers)
    assert (answer.status, answer.code) == (409, "DIGEST")
    assert reached(desk, case) is None
    assert lying_there(desk.world) == []
    assert send(desk, case, 0, 1000).status == 200


def test_a_part_of_a_file_that_is_there_is_welcome_and_changes_nothing(
    desk: ServerDesk, case: Case
):
    desk.ask("PUT", path(case), SCAN)
    answer = send(desk, case, 0, 10)
    assert (answer.status, answer.json) == (201, {"offset": len(SCAN)})
    assert desk.ask("GET", path(case)).body == SCAN


def test_a_file_that_came_whole_meanwhile_leaves_no_parts(desk: ServerDesk, case: Case):
    send(desk, case, 0, 1000)
    desk.ask("PUT", path(case), SCAN)
    assert send(desk, case, 1000, 2000).status == 201
    assert len(lying_there(desk.world)) == 1


def test_another_size_begins_anew(desk: ServerDesk, case: Case):
    send(desk, case, 0, 1000, size=5000)
    assert send(desk, case, 1000, 2000).json["offset"] == 0
    assert send(desk, case, 0, 2000).json == {"offset": 2000}
    assert reached(desk, case) == (2000, len(SCAN))


@pytest.mark.parametrize(
    ("headers", "size", "status", "code"),
    [
        ({}, 10, 400, "UNREADABLE"),
        ({"Upload-Offset": "0"}, 10, 400, "UNREADABLE"),
        ({"Upload-Offset": "-1", "Upload-Length": "10"}, 10, 400, "UNREADABLE"),
        ({"Upload-Offset": "0", "Upload-Length": "9"}, 10, 400, "UNREADABLE"),
        ({"Upload-Offset": "0", "Upload-Length": "9" * 30}, 10, 400, "UNREADABLE"),
        ({"Upload-Offset": "0", "Upload-Length": str(LARGEST_FILE + 1)}, 10, 413, "TOO_LARGE"),
        (
            {"Upload-Offset": "0", "Upload-Length": str(LARGEST_FILE)},
            MEBIBYTE + 1,
            413,
            "TOO_LARGE",
        ),
    ],
)
def test_a_part_that_says_nonsense_is_refused(
    sqlite_desk: ServerDesk, headers: dict[str, str], size: int, status: int, code: str
):
    case = sqlite_desk.new_case()
    sqlite_desk.done(sqlite_desk.create(case), sqlite_desk.attach(case, sha256=SHA256))
    answer = sqlite_desk.ask("PATCH", path(case), SCAN[:size], headers=headers)
    assert (answer.status, answer.code) == (status, code)
    assert lying_there(sqlite_desk.world) == []


def test_parts_go_only_where_the_whole_file_may(desk: ServerDesk, case: Case):
    stranger = ServerDesk(desk.world, "KRN", "Hadi")
    assert send(stranger, case, 0, 1000).status == 404
    send(desk, case, 0, 1000)
    assert reached(stranger, case) is None
    village = ServerDesk(desk.world, "GDS", "Sari")
    desk.done(desk.move(case, MoveName.ASSIGN, assigned_office_uid=village.office.uid))
    assert reached(village, case) == (1000, len(SCAN))
    assert send(village, case, 1000, 2000).json == {"offset": 2000}


def test_a_part_whose_line_was_cut_is_kept_as_far_as_it_came(desk: ServerDesk, case: Case):
    came = asyncio.run(cut_off(desk, case, [SCAN[:700], SCAN[700:900]]))
    assert came == []
    assert reached(desk, case) == (900, len(SCAN))
    assert send(desk, case, 900, 1000).json == {"offset": 1000}


async def cut_off(desk: ServerDesk, case: Case, pieces: Sequence[bytes]) -> list[Any]:
    """Send pieces of a part and hang up; return what the server sent."""
    headers = {"Upload-Offset": "0", "Upload-Length": str(len(SCAN))} | desk._bearer
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "PATCH",
        "scheme": "http",
        "path": urlsplit(path(case)).path,
        "raw_path": path(case).encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.lower().encode(), text.encode()) for name, text in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 2),
    }
    coming = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    sent: list[Any] = []

    async def receive() -> Any:
        return coming.pop(0) if coming else {"type": "http.disconnect"}

    async def send_on(message: Any) -> None:
        sent.append(message)

    await desk.world.app(scope, receive, send_on)
    return sent


def test_what_the_disk_lost_is_asked_for_again(desk: ServerDesk, case: Case):
    send(desk, case, 0, 1000)
    (part,) = lying_there(desk.world)
    os.truncate(part, 400)
    assert reached(desk, case) == (400, len(SCAN))
    assert send(desk, case, 1000, 2000).json["offset"] == 400
    part.unlink()
    assert reached(desk, case) is None
    assert send(desk, case, 0, 1000).json == {"offset": 1000}


def test_what_the_disk_has_beyond_what_was_told_does_not_count(desk: ServerDesk, case: Case):
    send(desk, case, 0, 1000)
    (part,) = lying_there(desk.world)
    with part.open("ab") as file:
        file.write(b"half a part from before the power cut")
    assert reached(desk, case) == (1000, len(SCAN))
    for start in range(1000, len(SCAN), MEBIBYTE):
        send(desk, case, start, start + MEBIBYTE)
    assert desk.ask("GET", path(case)).body == SCAN


def test_two_devices_that_send_one_file_at_once_do_not_spoil_it(desk: ServerDesk, case: Case):
    other = ServerDesk(desk.world, "BBS", "Tono")
    second = create_app(desk.world.settings, desk.world.clock)
    processes = [desk.world.client, AsgiClient(second)]
    for client in processes:
        # Paths are laid out when first asked for; two at it in one process disturb each other.
        client.request("HEAD", path(case))

    def bring(who: int) -> None:
        device, client = [desk, other][who], processes[who]
        start = 0
        while start < len(SCAN):
            headers = {"Upload-Offset": str(start), "Upload-Length": str(len(SCAN))}
            piece = SCAN[start : start + 100_000]
            answer = client.request(
                "PATCH", path(case), body=piece, headers=headers | device._bearer
            )
            assert answer.status in {200, 201, 409, 429, 503}, answer.body
            start = answer.json.get("offset", start)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(bring, range(2)))
    second.state.parts.database.close()
    assert desk.ask("GET", path(case)).body == SCAN
    assert len(lying_there(desk.world)) == 1


def test_parts_that_nobody_went_on_with_are_swept(desk: ServerDesk, case: Case):
    other = hashlib.sha256(b"other").hexdigest()
    desk.done(desk.attach(case, sha256=other))
    send(desk, case, 0, 1000)
    send(desk, case, 0, 3, size=5, sha256=other)
    old, young = sorted(lying_there(desk.world), key=lambda part: SHA256 not in part.name)
    now = desk.world.clock()
    ages = {old: timedelta(days=31), young: timedelta(days=29)}
    for part, age in ages.items():
        os.utime(part, ((now - age).timestamp(),) * 2)
    uploads.tidy(desk.world.parts.database, desk.world.parts.files, now)
    assert lying_there(desk.world) == [young]
    assert reached(desk, case) is None
    assert send(desk, case, 0, 1000).json == {"offset": 1000}


@pytest.mark.parametrize("start", [0, 1, 1_500_000, len(SCAN) - 1])
def test_a_file_is_given_from_any_byte(desk: ServerDesk, case: Case, start: int):
    desk.ask("PUT", path(case), SCAN)
    answer = desk.ask("GET", path(case), headers={"Range": f"bytes={start}-"})
    assert answer.status == (206 if start else 200)
    assert answer.body == SCAN[start:]
    assert answer.headers["content-length"] == str(len(SCAN) - start)
    if start:
        told = f"bytes {start}-{len(SCAN) - 1}/{len(SCAN)}"
        assert answer.headers["content-range"] == told


@pytest.mark.parametrize("asked", ["bytes=-5", "bytes=0-9,20-", f"bytes={len(SCAN)}-", "lines=1-"])
def test_a_range_of_another_form_gets_the_whole(desk: ServerDesk, case: Case, asked: str):
    desk.ask("PUT", path(case), SCAN)
    answer = desk.ask("GET", path(case), headers={"Range": asked})
    assert (answer.status, answer.body) == (200, SCAN)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(0, 5000), max_size=6), repeats=st.booleans())
def test_however_a_file_is_cut_it_comes_whole(module_world: World, cuts: list[int], repeats: bool):
    content = SCAN[:5000]
    sha256 = hashlib.sha256(content).hexdigest()
    desk = ServerDesk(module_world, "BBS", "Rina")
    case = desk.new_case()
    desk.done(desk.create(case), desk.attach(case, sha256=sha256))
    for start, end in pairwise(sorted({0, *cuts, 5000})):
        answer = send(desk, case, start, end, size=5000, sha256=sha256)
        assert answer.json == {"offset": end}
        if repeats:
            again = send(desk, case, start, end, size=5000, sha256=sha256)
            assert again.json["offset"] == end
    assert desk.ask("GET", path(case, sha256)).body == content
