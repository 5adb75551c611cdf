"""The server's readers of foreign bytes: bodies of requests, bundles, and the operator's file."""

from __future__ import annotations

import gzip
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from pydantic import BaseModel, ValidationError

from central_server.api import enrolment_shapes, shapes
from central_server.body_limit import _unpacked
from central_server.commands.prepare import _entries, _read
from central_server.errors import OperatorError, RequestError
from central_server.kurir.opening import _message
from central_server.kurir.sealing import answer_cipher, demand_signature, outward_cipher
from central_server.push.bodies import read_body
from central_server.push.change import RefusedError
from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.kurir_frame import (
    LARGEST_MESSAGE,
    Cipher,
    FrameContent,
    FrameError,
    FrameWriter,
    Header,
    Kind,
    read_frame,
)
from desktop_app.sync import wire
from desktop_app.sync.kurir.sealing import new_outward
from desktop_app.sync.kurir.taking import _Answer, _Refused
from tests.fuzz.desk_parsers import answer_of_a_server

_FOLDER = Path(mkdtemp(prefix="loket-fuzz-"))
_SERVER_KEY = X25519PrivateKey.from_private_bytes(bytes(range(32)))
_DEVICE_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
_ANSWER_KEY = bytes(range(2, 34))
_UID = UUID("01890000-0000-7000-8000-000000000002")
_IDENTITY = DeviceIdentity(_UID, "A", _UID, "https://contoh.test", _UID, bytes(range(1, 33)))
_SHAPES: dict[str, type[BaseModel]] = {
    "enrol": enrolment_shapes.EnrolRequest,
    "challenge": enrolment_shapes.ChallengeRequest,
    "token": enrolment_shapes.TokenRequest,
    "renew": enrolment_shapes.RenewRequest,
    "push": shapes.PushRequest,
    "pull": shapes.PullRequest,
    "digest": shapes.DigestRequest,
    "digest_rows": shapes.DigestRowsRequest,
    "rows": shapes.RowsRequest,
    "letter_blocks": shapes.LetterBlocksRequest,
}


def request_of_a_desk(content: bytes) -> None:
    """Read `path LF body` as the server reads a request to this path; `gzip` unpacks first."""
    name, _, body = content.partition(b"\n")
    with suppress(RequestError, ValidationError):
        if name == b"gzip":
            name, _, body = _unpacked(body).partition(b"\n")
        shape = _SHAPES.get(name.decode("latin-1"), shapes.PushRequest)
        read = shape.model_validate_json(body)
        if isinstance(read, shapes.PushRequest):
            for change in read.read_changes():
                told = read_body(change, _UID)
                assert isinstance(told, RefusedError) or told.entries is not None


def bundle(content: bytes) -> None:
    """Open a bundle: as the file lies, or with `way LF content` sealed and signed as is right."""
    way, _, rest = content.partition(b"\n")
    match way:
        case b"outward":
            _open_outward(_sealed_outward(rest))
        case b"answer":
            _open_answer(_sealed_answer(rest))
        case _:
            _open_outward(content)
            _open_answer(content)


def operators_file(content: bytes) -> None:
    """Read the file of offices and people of `init`."""
    path = _FOLDER / "regency.json"
    path.write_bytes(content)
    with suppress(OperatorError):
        given = _read(path)
        _entries(given, "offices")
        _entries(given, "people")


def packed(content: bytes) -> bytes:
    """Pack a request as a desk does."""
    return b"gzip\n" + gzip.compress(content, mtime=0)


def _open_outward(content: bytes) -> None:
    source = BytesIO(content)
    with suppress(FrameError, RequestError):
        frame = read_frame(source)
        if frame.header.kind is Kind.OUTWARD:
            demand_signature(frame, _DEVICE_KEY.public_key().public_bytes_raw())
            opened = FrameContent(source, frame, outward_cipher(bytes(range(32)), frame.header))
            message = _message(opened.line(LARGEST_MESSAGE))
            for file in message.files:
                read = sum(len(piece) for piece in opened.pieces(file.size))
                assert read == file.size
            for part in (message.push, message.pull, *message.letters):
                with suppress(ValidationError):
                    shapes.PushRequest.model_validate(part)


def _open_answer(content: bytes) -> None:
    source = BytesIO(content)
    with suppress(FrameError, ExpectedError):
        frame = read_frame(source)
        if frame.header.kind is Kind.ANSWER:
            opened = FrameContent(source, frame, answer_cipher(_ANSWER_KEY, frame.header))
            told = wire.read(_Answer, opened.line(LARGEST_MESSAGE))
            wire.read(_Refused, bytes(told.push))
            answer_of_a_server(b"push\n" + bytes(told.push))
            for page in told.pull:
                answer_of_a_server(b"pull\n" + bytes(page))


def _sealed_outward(content: bytes) -> bytes:
    outward = new_outward(
        _UID,
        _IDENTITY,
        _SERVER_KEY.public_key().public_bytes_raw(),
        ephemeral_key=bytes(range(3, 35)),
    )
    return _written(outward.header, outward.cipher, content, signed=True)


def _sealed_answer(content: bytes) -> bytes:
    header = Header(Kind.ANSWER, _UID, _UID, _UID, bytes(range(4, 36)))
    return _written(header, answer_cipher(_ANSWER_KEY, header), content, signed=False)


def _written(header: Header, cipher: Cipher, content: bytes, *, signed: bool) -> bytes:
    target = BytesIO()
    writer = FrameWriter(target, header, cipher)
    writer.write(content)
    writer.end(_DEVICE_KEY.sign if signed else None)
    return target.getvalue()
