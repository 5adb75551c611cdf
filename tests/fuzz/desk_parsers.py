"""The desk's readers of foreign bytes: answers of a server, and files beside its database."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import UUID

from desktop_app.domain.attachments import media_type_of
from desktop_app.domain.errors import ExpectedError
from desktop_app.letters.emblem import read_emblem
from desktop_app.storage.key_file import KeyFile, _sum
from desktop_app.storage.wrong_tries import WrongTriesFile
from desktop_app.sync import wire
from desktop_app.sync.answers import brought_up, effect_of
from desktop_app.sync.enrolment import _enrolled
from desktop_app.sync.failures import refusal
from desktop_app.sync.feed import UnreadableRowError, item_of
from desktop_app.sync.letter_supply import block_from
from tests.builders import NOW

_FOLDER = Path(mkdtemp(prefix="loket-fuzz-"))
_WHO = UUID("01890000-0000-7000-8000-000000000001")


def answer_of_a_server(content: bytes) -> None:
    """Read `path LF body` as the desk reads the answer of this path."""
    name, _, body = content.partition(b"\n")
    reader = _ANSWERS.get(name.decode("latin-1"), _pull)
    with suppress(ExpectedError):
        reader(body)


def key_file(content: bytes) -> None:
    """Read a key file, also with its sum put right, and say who may sign in."""
    for version in (content, _with_its_sum(content)):
        path = _FOLDER / "keys.json"
        path.write_bytes(version)
        for ask in (KeyFile(path).holders, KeyFile(path).has_recovery_code):
            with suppress(ExpectedError):
                ask()


def wrong_tries(content: bytes) -> None:
    """Read how often somebody was wrong; whatever stands there, somebody may try."""
    path = _FOLDER / "tries.json"
    path.write_bytes(content)
    with suppress(ExpectedError):
        WrongTriesFile(path).demand_patience(str(_WHO), NOW)


def picture(content: bytes) -> None:
    """Tell what a file is, and read it as an emblem."""
    assert media_type_of(content)
    read_emblem(content)


def _with_its_sum(content: bytes) -> bytes:
    try:
        told = json.loads(content)
        told["sum"] = _sum(told["people" if told["format"] == 1 else "slots"])
        return json.dumps(told).encode()
    except (ValueError, KeyError, TypeError, RecursionError):
        return b""


def _health(body: bytes) -> None:
    wire.moment_of(wire.read(wire.HealthAnswer, body).time)


def _enrol(body: bytes) -> None:
    _enrolled(wire.read(wire.EnrolAnswer, body), "https://contoh.test", private_key=bytes(32))


def _token(body: bytes) -> None:
    with suppress(ValueError):  # a token without a key for bundles is taken
        wire.key_from(wire.read(wire.TokenAnswer, body).kurir_key)


def _push(body: bytes) -> None:
    told = wire.read(wire.PushAnswer, body)
    wire.moment_of(told.time)
    for answer in told.answers:
        effect = effect_of(answer)
        if effect is not None:
            brought_up(None, effect)


def _pull(body: bytes) -> None:
    told = wire.read(wire.PullAnswer, body)
    wire.moment_of(told.time)
    _rows(told.rows)


def _rows(rows: list[wire.FeedRow]) -> None:
    for row in rows:
        with suppress(UnreadableRowError):
            item_of(row)


def _blocks(body: bytes) -> None:
    for block in wire.read(wire.LetterBlocksAnswer, body).blocks:
        block_from(block)


def _reads(kind: type[Any]) -> Callable[[bytes], object]:
    return lambda body: wire.read(kind, body)


_ANSWERS: dict[str, Callable[[bytes], object]] = {
    "health": _health,
    "enrol": _enrol,
    "challenge": _reads(wire.ChallengeAnswer),
    "token": _token,
    "push": _push,
    "pull": _pull,
    "digest": _reads(wire.DigestAnswer),
    "digest_rows": _reads(wire.DigestRowsAnswer),
    "rows": lambda body: _rows(wire.read(wire.RowsAnswer, body).rows),
    "letter_blocks": _blocks,
    "error": lambda body: refusal(409, body),
}
