"""Bundles that are foreign, altered, cut off or lie: harmless, and said with a code."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from central_server import devices
from desktop_app.domain.kurir_frame import (
    LARGEST_BUNDLE,
    MAGIC,
)
from tests.server.bundles import Bundle, carried, count_rows, refusal
from tests.server.server_desk import ServerDesk

PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 300
SHA256 = hashlib.sha256(PHOTO).hexdigest()
NAME = "Pelapor Penanda Dua"


def test_a_bundle_for_another_server_is_foreign(desk: ServerDesk, carrier: ServerDesk):
    bundle = Bundle(desk, [desk.create(desk.new_case())], server_id=uuid4())
    assert refusal(carried(carrier, bundle.written())) == (409, "FOREIGN")
    assert desk.holds("case") == {}


def test_a_bundle_of_a_device_that_was_shut_out_is_refused(desk: ServerDesk, carrier: ServerDesk):
    bundle = Bundle(desk, [desk.create(desk.new_case())])
    before = count_rows(desk.world)
    with desk.world.parts.database.write() as connection:
        devices.revoke(connection, desk.uid, desk.world.clock())
    assert refusal(carried(carrier, bundle.written())) == (403, "DEVICE_REVOKED")
    assert count_rows(desk.world) == before


def test_a_bundle_in_the_name_of_another_device_is_unreadable(
    desk: ServerDesk, carrier: ServerDesk
):
    forged = Bundle(desk, [desk.create(desk.new_case())], device=carrier.uid)
    unknown = Bundle(desk, [desk.create(desk.new_case())], device=uuid4())
    for bundle in (forged, unknown):
        assert refusal(carried(carrier, bundle.written())) == (400, "UNREADABLE")
    assert desk.holds("case") == {}


def test_an_answer_is_no_bundle(desk: ServerDesk, carrier: ServerDesk):
    back = carried(carrier, Bundle(desk).written()).body
    assert refusal(carried(carrier, back)) == (400, "UNREADABLE")


def test_bundles_need_a_carrier_with_a_token(sqlite_desk: ServerDesk):
    there = Bundle(sqlite_desk).written()
    answer = sqlite_desk.world.client.request("POST", "/v1/kurir", body=there)
    assert refusal(answer) == (401, "TOKEN")


@settings(max_examples=150)
@given(place=st.integers(0, 5000), flip=st.integers(1, 255))
def test_a_bundle_altered_at_any_byte_changes_nothing(
    module_desk: ServerDesk, place: int, flip: int
):
    bundle = Bundle(module_desk, [module_desk.create(module_desk.new_case())])
    there = bytearray(bundle.written())
    there[place % len(there)] ^= flip
    before = count_rows(module_desk.world)
    answer = carried(module_desk, bytes(there))
    assert refusal(answer) in {(400, "UNREADABLE"), (409, "FOREIGN")}
    assert count_rows(module_desk.world) == before


@settings(max_examples=60)
@given(end=st.integers(0, 5000))
def test_half_a_bundle_and_one_with_something_behind_it_change_nothing(
    module_desk: ServerDesk, end: int
):
    there = Bundle(module_desk, [module_desk.create(module_desk.new_case())]).written()
    end %= len(there)
    before = count_rows(module_desk.world)
    for bad in (there[:end], there + there[:end] + b"!"):
        assert refusal(carried(module_desk, bad)) == (400, "UNREADABLE")
    assert count_rows(module_desk.world) == before


def huge(length: int) -> bytes:
    return length.to_bytes(4, "big")


@pytest.mark.parametrize(
    "bundle",
    [
        b"",
        MAGIC,
        MAGIC + huge(2**32 - 1) + b"{",
        MAGIC + huge(2**31) + b"{" * 5000,
        MAGIC + huge(2) + b"{}" + huge(0),
        MAGIC + huge(2) + b"[]" + huge(0),
        MAGIC + huge(4) + b'"\xff"' + b"x",
        MAGIC + huge(4000) + b"[" * 4000,
        b"LOKET-KURIR 2\n" + huge(2) + b"{}",
    ],
)
def test_lengths_and_headers_that_lie_are_unreadable(module_desk: ServerDesk, bundle: bytes):
    assert refusal(carried(module_desk, bundle)) == (400, "UNREADABLE")


def test_a_chunk_that_claims_gigabytes_is_not_waited_for(module_desk: ServerDesk):
    there = Bundle(module_desk).written()
    header_end = len(MAGIC) + 4 + int.from_bytes(there[len(MAGIC) : len(MAGIC) + 4], "big")
    lying = there[:header_end] + huge(2**32 - 1) + there[header_end + 4 :]
    assert refusal(carried(module_desk, lying)) == (400, "UNREADABLE")


def test_a_bundle_over_the_limit_is_refused(module_desk: ServerDesk):
    there = Bundle(module_desk).written()
    answer = carried(module_desk, there + bytes(LARGEST_BUNDLE + 1 - len(there)))
    assert refusal(answer) == (413, "TOO_LARGE")


@pytest.mark.parametrize(
    "change",
    [
        {"push": {"schema": 2}},
        {"push": {"schema": 1, "changes": []}},
        {"pull": None},
        {"answer_key": "AAAA"},
        {"answer_key": None},
        {"files": [{"case": str(uuid4()), "sha256": "ab" * 32, "size": 5}]},
        {"files": [{"case": str(uuid4()), "sha256": "ab" * 32, "size": -5}]},
        {"files": [{"case": str(uuid4()), "sha256": "../../etc", "size": 0}]},
        {"files": [{"case": str(uuid4()), "sha256": "ab" * 32, "size": 10**18}]},
    ],
)
def test_a_message_of_another_shape_is_unreadable(module_desk: ServerDesk, change: dict[str, Any]):
    bundle = Bundle(module_desk, [module_desk.create(module_desk.new_case())])
    before = count_rows(module_desk.world)
    answer = carried(module_desk, bundle.written(bundle.message() | change))
    assert refusal(answer) == (400, "UNREADABLE")
    assert count_rows(module_desk.world) == before


@pytest.mark.parametrize("line", [b"", b"\n", b"no json\n", b"{}", b"[" * 100_000 + b"\n", b"7\n"])
def test_a_first_line_that_is_none_is_unreadable(module_desk: ServerDesk, line: bytes):
    answer = carried(module_desk, Bundle(module_desk).written(line))
    assert refusal(answer) == (400, "UNREADABLE")


def test_a_first_line_without_end_is_given_up(module_desk: ServerDesk):
    answer = carried(module_desk, Bundle(module_desk).written(b" " * 17 * 1024 * 1024 + b"\n"))
    assert refusal(answer) == (400, "UNREADABLE")


def test_a_version_that_is_not_spoken_is_told_to_the_desk_that_wrote(
    desk: ServerDesk, carrier: ServerDesk
):
    bundle = Bundle(desk, [desk.create(desk.new_case())])
    message = bundle.message()
    message["push"]["schema"] = 99
    answer = carried(carrier, bundle.written(message))
    assert answer.status == 200
    told = bundle.opened(answer.body)
    assert told["push"]["error"]["code"] == "SCHEMA_NEW"
    assert told["pull"] == []
