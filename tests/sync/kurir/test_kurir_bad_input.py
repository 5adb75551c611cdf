"""Bundles and answers that are foreign, altered, cut off or no bundles at all: harmless."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import Trouble
from desktop_app.domain.kurir_frame import LARGEST_BUNDLE
from desktop_app.sync.kurir.carrying import carry_bundle
from desktop_app.sync.server import CentralServer
from desktop_app.sync.transport import Transport
from tests.server_process import ServerProcess
from tests.sync.enrolled import HADI, an_enrolled_desk
from tests.sync.kurir.post import Post, state_of, trouble_of


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


def test_a_bundle_of_a_desk_that_was_shut_out_says_so(post: Post, server: ServerProcess):
    bundle = post.write()
    server.cli("device", "revoke", str(post.desk.context.device.device_uid))
    assert trouble_of(post.carry, bundle).trouble is Trouble.BUNDLE_REVOKED


def test_a_carrier_that_was_shut_out_is_told_that_it_is_the_one(
    post: Post, server: ServerProcess, tmp_path: Path
):
    bundle = post.write()
    with an_enrolled_desk(tmp_path / "carrier", server, HADI) as carrier:
        carrier.good_round()
        server.cli("device", "revoke", str(carrier.context.device.device_uid))
        post.carrier = carrier
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
