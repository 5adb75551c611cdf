"""A frame comes back as it was written, and whatever is no frame is told from one."""

from __future__ import annotations

import base64
import json
from io import BytesIO
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.kurir_frame import (
    CHUNK,
    LARGEST_BUNDLE,
    LARGEST_CONTENT,
    MAGIC,
    FrameContent,
    FrameError,
    FrameWriter,
    Header,
    Kind,
    nonce_of,
    read_frame,
)

HEADER = Header(
    Kind.ANSWER,
    bundle=UUID("01935d00-0000-7000-8000-000000140001"),
    server_id=UUID("01935d00-0000-7000-8000-0000000d0001"),
    device=UUID("01935d00-0000-7000-8000-0000000d0003"),
    ephemeral=bytes(range(32)),
)
CIPHER = AESGCM(bytes(range(32)))


def written(*contents: bytes, header: Header = HEADER) -> bytes:
    target = BytesIO()
    writer = FrameWriter(target, header, CIPHER)
    for content in contents:
        writer.write(content)
    writer.end(None if header.kind is Kind.ANSWER else lambda digest: digest * 2)
    return target.getvalue()


def opened(frame: bytes) -> bytes:
    source = BytesIO(frame)
    content = FrameContent(source, read_frame(source), CIPHER)
    return b"".join(content.pieces(content.left))


def chunks_of(frame: bytes) -> list[bytes]:
    """Take a frame of an answer apart into its sealed chunks, each with its length."""
    place = len(MAGIC) + 4 + int.from_bytes(frame[len(MAGIC) : len(MAGIC) + 4], "big")
    chunks = [frame[:place]]
    while place < len(frame):
        end = place + 4 + int.from_bytes(frame[place : place + 4], "big")
        chunks.append(frame[place:end])
        place = end
    return chunks


@settings(max_examples=60, deadline=None)
@given(sizes=st.lists(st.sampled_from([0, 1, 100, CHUNK - 1, CHUNK, CHUNK + 1]), max_size=5))
def test_what_was_written_is_read_however_it_was_cut(sizes: list[int]):
    contents = [bytes([number]) * size for number, size in enumerate(sizes)]
    whole = b"".join(contents)
    frame = written(*contents)
    assert opened(frame) == whole
    sealed = chunks_of(frame)[1:-1]
    assert len(sealed) == max(1, -(-len(whole) // CHUNK))
    assert all(len(chunk) == 4 + CHUNK + 16 for chunk in sealed[:-1])


def test_a_line_and_the_bytes_behind_it_are_read_apart():
    source = BytesIO(written(b'{"a": 1}\n' + b"x" * CHUNK, b"\n" * 100))
    content = FrameContent(source, read_frame(source), CIPHER)
    assert content.line(100) == b'{"a": 1}'
    assert content.left == CHUNK + 100
    assert b"".join(content.pieces(CHUNK)) == b"x" * CHUNK
    assert content.line(0) == b""
    assert content.left == 99
    assert b"".join(content.pieces(99)) == b"\n" * 99
    assert content.left == 0


@pytest.mark.parametrize("most", [10, CHUNK, 3 * CHUNK])
def test_a_line_that_does_not_end_is_given_up(most: int):
    source = BytesIO(written(b"x" * 4 * CHUNK + b"\n"))
    content = FrameContent(source, read_frame(source), CIPHER)
    with pytest.raises(FrameError):
        content.line(most)


def test_more_than_there_is_cannot_be_read():
    source = BytesIO(written(b"abc"))
    content = FrameContent(source, read_frame(source), CIPHER)
    with pytest.raises(FrameError):
        list(content.pieces(4))


def test_chunks_cannot_change_places_be_left_out_or_come_twice():
    first, *sealed, end = chunks_of(written(b"a" * CHUNK + b"b" * CHUNK + b"c"))
    for order in ([1, 0, 2], [0, 1], [0, 2], [0, 0, 1, 2], [0, 1, 2, 2], [0]):
        with pytest.raises(FrameError):
            opened(b"".join([first, *(sealed[number] for number in order), end]))
    assert len(opened(b"".join([first, *sealed, end]))) == 2 * CHUNK + 1


def test_chunks_of_another_bundle_do_not_open():
    other = Header(Kind.ANSWER, UUID(int=7), HEADER.server_id, HEADER.device, HEADER.ephemeral)
    first = chunks_of(written(b"mine"))[0]
    with pytest.raises(FrameError):
        opened(b"".join([first, *chunks_of(written(b"mine", header=other))[1:]]))


def test_the_nonce_counts_and_names_the_last():
    assert nonce_of(0, is_last=False) == bytes(12)
    assert nonce_of(258, is_last=True) == bytes(9) + b"\x01\x02\x01"


def test_anybody_may_read_from_whom_and_for_whom():
    outward = Header(Kind.OUTWARD, UUID(int=1), UUID(int=2), UUID(int=3), bytes(32))
    frame = written(b"x", header=outward)
    assert read_frame(BytesIO(frame)).header == outward
    assert read_frame(BytesIO(frame)).signature == read_frame(BytesIO(frame)).digest * 2


def test_an_outward_frame_ends_with_its_signature_and_an_answer_with_nothing():
    outward = Header(Kind.OUTWARD, UUID(int=1), UUID(int=2), UUID(int=3), bytes(32))
    frame = written(b"x", header=outward)
    for bad in (frame[:-1], frame + b"x", written(b"x") + bytes(64)):
        with pytest.raises(FrameError):
            read_frame(BytesIO(bad))


def with_header(**changes: object) -> bytes:
    raw = json.dumps(json.loads(HEADER.written()) | changes).encode()
    return MAGIC + len(raw).to_bytes(4, "big") + raw + chunks_of(written(b"x"))[1] + bytes(4)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "sideways"},
        {"kind": None},
        {"bundle": 5},
        {"server_id": "no uuid"},
        {"device": None},
        {"ephemeral": ""},
        {"ephemeral": base64.b64encode(bytes(31)).decode()},
        {"ephemeral": "!" * 44},
        {"padding": "x" * 5000},
    ],
)
def test_a_header_that_says_nonsense_is_no_header(changes: dict[str, object]):
    read_frame(BytesIO(with_header()))
    with pytest.raises(FrameError):
        read_frame(BytesIO(with_header(**changes)))


@pytest.mark.parametrize("length", [1, 15, CHUNK + 17, 2**31, 2**32 - 1])
def test_a_chunk_of_an_impossible_length_is_not_read(length: int):
    first = chunks_of(written(b"x"))[0]
    source = BytesIO(first + length.to_bytes(4, "big") + bytes(100_000))
    with pytest.raises(FrameError):
        read_frame(source)
    assert source.tell() == len(first) + 4


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_no_frame(content: bytes):
    for start in (b"", MAGIC, chunks_of(written(b"x"))[0]):
        with pytest.raises(FrameError):
            opened(start + content)


def test_what_fits_into_the_limit_of_contents_fits_into_a_bundle():
    chunks = -(-LARGEST_CONTENT // CHUNK)
    around = len(MAGIC) + 4 + 4096 + chunks * (4 + 16) + 4 + 64
    assert LARGEST_CONTENT + around <= LARGEST_BUNDLE
