"""Whatever a request holds, it gets an answer of the protocol and never a failure."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central_server.body_limit import LARGEST_BODY
from central_server.exchange import MOST_CHANGES
from desktop_app.domain.register_number import RegisterNumber
from tests.server.server_desk import ServerDesk
from tests.server.world import World, golden

UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
REGISTER_NUMBER = re.compile(r"BBS/26/A-\d+-\w")
MEGABYTE = 1024 * 1024
GZIP = {"Content-Encoding": "gzip"}
PATHS = (
    "/v1/enrol", "/v1/challenge", "/v1/token", "/v1/renew", "/v1/push", "/v1/pull", "/v1/digest",
    "/v1/digest/rows", "/v1/rows", "/v1/letter-blocks",
)  # fmt: skip

# Halves of surrogate pairs too: JSON can write them, no database can.
TEXT = st.text(st.characters(exclude_categories=()))
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def desk(module_world: World) -> ServerDesk:
    return ServerDesk(module_world, "BBS", "Rina")


@given(path=st.sampled_from(PATHS), body=st.binary(max_size=200))
def test_bytes_that_are_no_json_are_unreadable(desk: ServerDesk, path: str, body: bytes):
    answer = desk.post(path, body)
    assert answer.status in {400, 422}
    assert answer.code in {"UNREADABLE", "SCHEMA_OLD", "SCHEMA_NEW"}


@given(path=st.sampled_from(PATHS), body=JSON_VALUES)
def test_json_of_another_shape_is_unreadable(desk: ServerDesk, path: str, body: Any):
    answer = desk.post(path, json.dumps(body).encode())
    assert answer.status in {400, 422}


def test_a_golden_push_about_other_cases_is_taken(sqlite_desk: ServerDesk):
    changes = push_request_afresh(sqlite_desk)["changes"]
    kinds = [one["answer"] for one in sqlite_desk.push(*changes)]
    assert kinds == [one["answer"] for one in golden("push_answer")["answers"]]


@given(st.data())
def test_a_golden_push_with_one_value_replaced_is_answered(desk: ServerDesk, data: st.DataObject):
    """Nonsense inside a body is refused for that save, or for the whole request; nothing fails."""
    request = push_request_afresh(desk)
    spots = list(places(request))
    *way, last = data.draw(st.sampled_from(spots))
    spot = request
    for step in way:
        spot = spot[step]
    spot[last] = data.draw(JSON_VALUES)
    answer = desk.post("/v1/push", json.dumps(request).encode())
    assert answer.status in {200, 400, 409, 422}
    if answer.status == 200:
        desk.mark = answer.json.get("mark", desk.mark)
        answers = answer.json["answers"]
        assert len(answers) == len(request["changes"])
        assert "SERVER_ERROR" not in {one.get("code") for one in answers}


def written(request: dict[str, Any]) -> bytes:
    return json.dumps(request).encode()


def push_request_afresh(desk: ServerDesk) -> dict[str, Any]:
    """The golden push about cases of its own, so that none of it was answered before."""
    text = json.dumps(golden("push_request"))
    kept = set(UID.findall(json.dumps(golden("directory"))))
    for uid in set(UID.findall(text)) - kept:
        text = text.replace(uid, str(uuid4()))
    for number in set(REGISTER_NUMBER.findall(text)):
        text = text.replace(number, str(RegisterNumber("BBS", 2026, "A", uuid4().int % 10**12)))
    request: dict[str, Any] = json.loads(text) | desk.asks()
    (issue,) = [change for change in request["changes"] if change["op"] == "letter.issue"]
    issue["body"]["letter"] |= {"number": str(uuid4()), "sequence": None}
    return request


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything in a message."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in inner:
        yield (*way, step)
        if isinstance(part, dict | list):
            yield from places(part, (*way, step))


@pytest.mark.parametrize("text", ["\0", "\ud800"])
@pytest.mark.parametrize("field", ["op", "at"])
def test_a_change_that_cannot_be_kept_as_text_is_unreadable(
    desk: ServerDesk, field: str, text: str
):
    change = desk.create(desk.new_case()) | {field: text}
    answer = desk.post("/v1/push", desk.asks(changes=[change]))
    assert (answer.status, answer.code) == (400, "UNREADABLE")


@pytest.mark.parametrize("text", ["\0", "\ud800"])
@pytest.mark.parametrize("field", ["code", "device_name", "public_key"])
def test_an_enrolment_that_cannot_be_kept_as_text_is_unreadable(
    desk: ServerDesk, field: str, text: str
):
    answer = desk.post("/v1/enrol", golden("enrol_request") | {field: text})
    assert (answer.status, answer.code) == (400, "UNREADABLE")


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_json_nested_beyond_sense_is_unreadable(desk: ServerDesk, depth: int):
    body = b'{"schema": 1, "changes": ' + b"[" * depth + b"]" * depth + b"}"
    assert desk.post("/v1/push", body).status == 400


def test_a_version_that_is_not_spoken_yet_is_named_as_such(desk: ServerDesk):
    for path in PATHS:
        if path not in {"/v1/challenge", "/v1/token"}:
            answer = desk.post(path, {"schema": 3, "something": "new"})
            assert (answer.status, answer.code) == (422, "SCHEMA_NEW")
            assert answer.json["speaks"] == [1, 2]


def test_a_desk_that_is_too_old_to_receive_can_still_send(desk: ServerDesk):
    for path in PATHS:
        if path not in {"/v1/challenge", "/v1/token", "/v1/push"}:
            answer = desk.post(path, {"schema": 1})
            assert (answer.status, answer.code) == (422, "SCHEMA_OLD")
            assert answer.json["speaks"] == [1, 2]
    change = desk.create(desk.new_case())
    answer = desk.post("/v1/push", {"schema": 1, "changes": [change]})
    assert answer.json["answers"][0]["answer"] == "done"
    assert answer.json.keys() == {"answers", "epoch", "time"}


def test_unknown_keys_are_ignored(desk: ServerDesk):
    assert desk.post("/v1/pull", desk.asks(mood="good")).status == 200


def test_a_body_over_the_limit_is_too_large(desk: ServerDesk):
    body = b'{"schema": 2, "changes": []' + b" " * LARGEST_BODY + b"}"
    answer = desk.post("/v1/push", body)
    assert (answer.status, answer.code) == (413, "TOO_LARGE")


def test_a_push_of_more_changes_than_allowed_is_too_large(desk: ServerDesk):
    changes = [desk.create(desk.new_case())] * (MOST_CHANGES + 1)
    answer = desk.post("/v1/push", gzip.compress(written(desk.asks(changes=changes))), GZIP)
    assert (answer.status, answer.code) == (413, "TOO_LARGE")


def test_a_body_may_come_packed(desk: ServerDesk):
    assert desk.post("/v1/pull", gzip.compress(written(desk.asks())), GZIP).status == 200


def test_a_small_body_that_unpacks_to_a_huge_one_is_too_large(desk: ServerDesk):
    bomb = gzip.compress(b" " * 64 * MEGABYTE)
    assert len(bomb) < 100_000
    answer = desk.post("/v1/push", bomb, GZIP)
    assert (answer.status, answer.code) == (413, "TOO_LARGE")


@pytest.mark.parametrize("body", [b"", b"\x1f\x8b", b"plain", gzip.compress(b"{}", mtime=0)[:-4]])
def test_a_body_that_does_not_unpack_is_unreadable(desk: ServerDesk, body: bytes):
    answer = desk.post("/v1/pull", body, GZIP)
    assert (answer.status, answer.code) == (400, "UNREADABLE")


def test_another_packing_is_unreadable(desk: ServerDesk):
    answer = desk.post("/v1/pull", desk.asks(), {"Content-Encoding": "br"})
    assert (answer.status, answer.code) == (400, "UNREADABLE")


def test_an_answer_is_packed_when_asked_for(desk: ServerDesk):
    plain = desk.post("/v1/pull", desk.asks())
    small = desk.post("/v1/pull", desk.asks(), {"Accept-Encoding": "gzip"})
    assert small.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(small.body))["rows"] == plain.json["rows"]
    assert len(small.body) < len(plain.body)


def test_a_path_or_method_that_is_not_there_is_answered_in_the_same_form(desk: ServerDesk):
    missing, wrong = desk.ask("GET", "/v1/nothing"), desk.ask("DELETE", "/v1/push")
    assert (missing.status, missing.code) == (404, "NOT_FOUND")
    assert (wrong.status, wrong.code) == (405, "METHOD")


def test_answers_are_never_cached_nor_guessed_at(desk: ServerDesk):
    for answer in (desk.ask("GET", "/v1/health"), desk.ask("GET", "/v1/nothing")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_database_that_is_away_makes_the_server_busy(
    world: World, request: pytest.FixtureRequest, expected_log: pytest.LogCaptureFixture
):
    desk = ServerDesk(world, "BBS", "Rina")
    take_away(world, request)
    answer = desk.post("/v1/pull", desk.asks())
    assert (answer.status, answer.code) == (503, "BUSY")
    assert int(answer.headers["retry-after"]) > 0


def take_away(world: World, request: pytest.FixtureRequest) -> None:
    """Leave the server without its database."""
    world.reusable = False
    database = world.parts.database
    name = database.engine.url.database
    assert name is not None
    if database.is_sqlite:
        database.close()
        Path(name).rename(f"{name}.away")
        Path(name).mkdir()
    else:
        request.getfixturevalue("cluster").drop(name)
