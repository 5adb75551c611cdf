"""How a bundle lies in a file: mark, header, chunks, signature; what is inside them is sealed.

Both sides read and write frames with this module (docs/sync-protocol.md, Kurir). Every length is
checked before anything of that length is read, so a file that lies costs no memory.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from typing import BinaryIO, Protocol
from uuid import UUID

from desktop_app.domain.attachments import MEBIBYTE
from desktop_app.domain.records import UNREADABLE

MAGIC = b"LOKET-KURIR 1\n"
INFO = b"loket-aduan kurir 1"  # what a key is derived for
LARGEST_BUNDLE = 64 * MEBIBYTE
LARGEST_CONTENT = LARGEST_BUNDLE - 64 * 1024  # leaves room for header, tags and lengths
LARGEST_MESSAGE = 16 * MEBIBYTE  # the line of JSON in an outward bundle
CHUNK = 64 * 1024  # plain bytes
KEY_BYTES = 32
SIGNATURE_BYTES = 64
_TAG_BYTES = 16
_LENGTH_BYTES = 4
_LARGEST_HEADER = 4096
_COUNT_BYTES = 7


class FrameError(Exception):
    """This is no bundle, not the whole of one, or not as it was written."""


class Kind(Enum):
    """Which way a bundle travels; desk to desk would be a third."""

    OUTWARD = "outward"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Header:
    """What anybody may read of a bundle.

    `bundle` is the uid of the outward bundle, also in its answer; `device` wrote the outward one.
    `ephemeral` is 32 bytes: the public half of a key made for an outward bundle, or what makes the
    key of an answer its own.
    """

    kind: Kind
    bundle: UUID
    server_id: UUID
    device: UUID
    ephemeral: bytes

    def written(self) -> bytes:
        """Return the header as it stands in the file, which is what the chunks are bound to."""
        return json.dumps(
            {
                "kind": self.kind.value,
                "bundle": str(self.bundle),
                "server_id": str(self.server_id),
                "device": str(self.device),
                "ephemeral": base64.b64encode(self.ephemeral).decode("ascii"),
            },
            separators=(",", ":"),
        ).encode()


class Cipher(Protocol):
    """AES-256-GCM as both sides have it."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes: ...
    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes: ...


def nonce_of(number: int, *, is_last: bool) -> bytes:
    """Return the nonce of a chunk: a chunk cannot change its place, nor the end be cut off."""
    return bytes(4) + number.to_bytes(_COUNT_BYTES, "big") + bytes([is_last])


class FrameWriter:
    """Writes one bundle: any number of `write`, then `end`."""

    def __init__(self, target: BinaryIO, header: Header, cipher: Cipher) -> None:
        self._target = target
        self._header = header.written()
        self._cipher = cipher
        self._digest = hashlib.sha256()
        self._waiting = bytearray()
        self._chunks = 0
        self._put(MAGIC + _length(len(self._header)) + self._header)

    def write(self, content: bytes) -> None:
        """Add plain content."""
        self._waiting += content
        # The newest chunk waits: only the end knows which one is the last.
        full = max(0, (len(self._waiting) - 1) // CHUNK) * CHUNK
        for start in range(0, full, CHUNK):
            self._chunk(bytes(self._waiting[start : start + CHUNK]), is_last=False)
        del self._waiting[:full]

    def end(self, sign: Callable[[bytes], bytes] | None = None) -> None:
        """Write the last chunk and, for an outward bundle, the signature of the SHA-256 of all."""
        self._chunk(bytes(self._waiting), is_last=True)
        self._put(_length(0))
        if sign is not None:
            self._target.write(sign(self._digest.digest()))

    def _chunk(self, content: bytes, *, is_last: bool) -> None:
        nonce = nonce_of(self._chunks, is_last=is_last)
        sealed = self._cipher.encrypt(nonce, content, self._header)
        self._put(_length(len(sealed)) + sealed)
        self._chunks += 1

    def _put(self, content: bytes) -> None:
        self._digest.update(content)
        self._target.write(content)


@dataclass(frozen=True, slots=True)
class Frame:
    """A whole bundle whose shape is right; nothing of it is proved yet.

    `chunks_at` is where its chunks begin, `digest` what was signed, `content_size` the number of
    plain bytes, `signature` is empty in an answer.
    """

    header: Header
    raw_header: bytes
    chunks_at: int
    digest: bytes
    content_size: int
    signature: bytes


def read_frame(source: BinaryIO) -> Frame:
    """Go through a file from where it stands to its end; raises FrameError."""
    header, raw_header = _read_header(source)
    digest = hashlib.sha256(MAGIC + _length(len(raw_header)) + raw_header)
    chunks_at = source.tell()
    total = content_size = 0
    for sealed in _sealed_chunks(source):
        digest.update(_length(len(sealed)) + sealed)
        total += _LENGTH_BYTES + len(sealed)
        content_size += len(sealed) - _TAG_BYTES
        if total > LARGEST_BUNDLE:
            raise FrameError
    digest.update(_length(0))
    signature = source.read(SIGNATURE_BYTES + 1)
    if len(signature) != (SIGNATURE_BYTES if header.kind is Kind.OUTWARD else 0):
        raise FrameError
    return Frame(header, raw_header, chunks_at, digest.digest(), content_size, signature)


class FrameContent:
    """The plain content of a frame, chunk by chunk; every read raises FrameError if altered."""

    def __init__(self, source: BinaryIO, frame: Frame, cipher: Cipher) -> None:
        self._left = frame.content_size
        self._chunks = _opened_chunks(source, frame, cipher)
        self._waiting = BytesIO()

    @property
    def left(self) -> int:
        """How many bytes have not been read yet."""
        return self._left

    def line(self, most: int) -> bytes:
        """Read up to and without the next line feed; FrameError after `most` bytes without one."""
        read = bytearray()
        while len(read) <= most:
            piece = self._waiting.readline()
            read += piece
            self._left -= len(piece)
            if piece.endswith(b"\n"):
                return bytes(memoryview(read)[:-1])
            if not piece:
                self._refill()
        raise FrameError

    def pieces(self, size: int) -> Iterator[bytes]:
        """Read the next `size` bytes, a chunk at a time."""
        while size:
            piece = self._waiting.read(size)
            if not piece:
                self._refill()
                continue
            size -= len(piece)
            self._left -= len(piece)
            yield piece

    def _refill(self) -> None:
        chunk = next(self._chunks, None)
        if chunk is None:
            raise FrameError
        self._waiting = BytesIO(chunk)


def _read_header(source: BinaryIO) -> tuple[Header, bytes]:
    if source.read(len(MAGIC)) != MAGIC:
        raise FrameError
    raw = _exactly(source, _read_length(source, _LARGEST_HEADER))
    try:
        read = json.loads(raw)
        ephemeral = base64.b64decode(read["ephemeral"], validate=True)
        header = Header(
            kind=Kind(read["kind"]),
            bundle=UUID(read["bundle"]),
            server_id=UUID(read["server_id"]),
            device=UUID(read["device"]),
            ephemeral=ephemeral,
        )
    except (*UNREADABLE, RecursionError) as error:
        raise FrameError from error
    if len(ephemeral) != KEY_BYTES:
        raise FrameError
    return header, raw


def _sealed_chunks(source: BinaryIO) -> Iterator[bytes]:
    while length := _read_length(source, CHUNK + _TAG_BYTES):
        if length < _TAG_BYTES:
            raise FrameError
        yield _exactly(source, length)


def _opened_chunks(source: BinaryIO, frame: Frame, cipher: Cipher) -> Iterator[bytes]:
    source.seek(frame.chunks_at)
    left = frame.content_size
    for number, sealed in enumerate(_sealed_chunks(source)):
        left -= len(sealed) - _TAG_BYTES
        nonce = nonce_of(number, is_last=left == 0)
        try:
            content = cipher.decrypt(nonce, sealed, frame.raw_header)
        except Exception as error:  # the library that opens has an error of its own
            raise FrameError from error
        yield content


def _read_length(source: BinaryIO, most: int) -> int:
    length = int.from_bytes(_exactly(source, _LENGTH_BYTES), "big")
    if length > most:
        raise FrameError
    return length


def _exactly(source: BinaryIO, size: int) -> bytes:
    content = source.read(size)
    if len(content) != size:
        raise FrameError
    return content


def _length(size: int) -> bytes:
    return size.to_bytes(_LENGTH_BYTES, "big")
