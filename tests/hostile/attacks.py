"""What a server may do that means harm: one line of `ATTACKS` each, over real sockets."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop_app.domain.errors import Trouble
from desktop_app.domain.records import attachment_record, case_record, letter_record
from tests.builders import a_case, a_letter, an_attachment
from tests.sync.feed_rows import SCOPE, Row, a_row, case_row, feed
from tests.sync.odd_server import http, http_json
from tests.sync.scripted_server import EPOCH, TIME, ScriptedServer, page

MIB = 1024 * 1024
FAR = 2**63
ENDLESS = "9" * 5000  # more digits than Python turns into a number
ELSEWHERE = "office:01935d00-0000-7000-8000-00000000dead"
OWN_CASE = UUID("01935d00-0000-7000-8000-00000000ca5e")
NONSENSE, UNREACHABLE = Trouble.SERVER_NONSENSE, Trouble.SERVER_UNREACHABLE
Arm = Callable[[ScriptedServer], object]


@dataclass(frozen=True, slots=True)
class Attack:
    """`arm` makes the server do it; `trouble` is what the round says of it, None for nothing.

    `brings_case` says that the page also brings an honest case, which must arrive.
    """

    arm: Arm
    trouble: Trouble | None = NONSENSE
    brings_case: bool = False


def _pull(answer: bytes) -> Arm:
    return lambda server: setattr(server, "on_pull", lambda _: answer)


def _push(answer: bytes) -> Arm:
    return lambda server: setattr(server, "on_push", lambda _: answer)


def _rows(*rows: Row) -> Arm:
    return lambda server: feed(server, *rows)


def _told(**changes: Any) -> bytes:
    """Write a page of the feed that says some things otherwise, numbers as JSON can write them."""
    told = {"rows": [], "cursors": {}, "more": False, "epoch": EPOCH, "time": TIME} | changes
    return http(200, json.dumps(told).encode())


def _bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    packed = b"".join(packer.compress(bytes(MIB)) for _ in range(64)) + packer.flush()
    return http(200, packed, Content_Encoding="gzip")


def _case(**changes: Any) -> Row:
    """A row of a case whose record says something that no server of ours would."""
    case = a_case()
    return a_row(1, "case", case_record(case) | changes, case=str(case.uid))


def _file(**changes: Any) -> tuple[Row, Row]:
    """A case with a file whose record says something odd."""
    case = a_case()
    record = attachment_record(an_attachment(case_uid=case.uid)) | changes
    return case_row(1, case), a_row(2, "attachment", record)


def _letter(**changes: Any) -> tuple[Row, Row]:
    case = a_case()
    return case_row(1, case), a_row(
        2, "letter", letter_record(a_letter(case_uid=case.uid)) | changes
    )


def _deep(levels: int) -> bytes:
    return b"[" * levels + b"]" * levels


def _blocks(**changes: Any) -> Arm:
    block = {"year": 2026, "first": 51, "last": 100, "expires_on": "2026-12-31"} | changes
    return lambda server: server.on.update(
        {"/v1/letter-blocks": lambda _: http_json({"blocks": [block]})}
    )


def _digest(count: Any, told: str) -> Arm:
    """Say of the rows that were sent what is not so, and go on saying it."""

    def arm(server: ScriptedServer) -> None:
        case = a_case()
        answer = {SCOPE: {"count": count, "sum": told}}
        server.on_pull = lambda _: page(case_row(1, case), cursors={SCOPE: 1}, digest=answer)
        bucket = [1, "f" * 16]
        server.on["/v1/digest"] = lambda _: http_json({"seq": 1, "buckets": [bucket] * 256})
        server.on["/v1/digest/rows"] = lambda _: http_json({"seq": 1, "rows": []})
        server.on["/v1/rows"] = lambda _: http_json({"rows": []})

    return arm


def _at_files(answer: bytes) -> Arm:
    return lambda server: setattr(server, "on_file", lambda _: answer)


def _redirect(status: int) -> bytes:
    return http(status, b"", Location="http://192.0.2.1/v1/pull")


def _token(token: str) -> Arm:
    key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    answer = http_json({"token": token, "expires_at": TIME, "kurir_key": key})
    return lambda server: setattr(server, "on_token", lambda: answer)


_LONG_HEADER = http(200, b"{}", X_Long="x" * 70_000)
_MANY_HEADERS = http(200, b"{}", **{f"X_{number}": "x" for number in range(200)})
_PAGE = page(cursors={})

ATTACKS: dict[str, Attack] = {
    # The answer as bytes
    "a body without end": Attack(_pull(http(200, b" " * 17 * MIB))),
    "a bomb": Attack(_pull(_bomb())),
    "a header without end": Attack(_pull(_LONG_HEADER)),
    "headers without end": Attack(_pull(_MANY_HEADERS)),
    "less than was told": Attack(_pull(http(200, b"{", Content_Length="4000"))),
    "two lengths": Attack(
        _pull(_PAGE.replace(b"Connection", b"Content-Length: 5\r\nConnection")), UNREACHABLE
    ),
    "a length that is none": Attack(_pull(http(200, b"{}", Content_Length="-1"))),
    "another kind of content": Attack(_pull(http(200, b"<html>", content_type="text/html"))),
    "an unknown packing": Attack(_pull(http(200, b"{}", Content_Encoding="br"))),
    "a move elsewhere (301)": Attack(_pull(_redirect(301))),
    "a move elsewhere (307)": Attack(_pull(_redirect(307))),
    "a move elsewhere (308)": Attack(_pull(_redirect(308))),
    "a status that is none": Attack(_pull(b"HTTP/1.1 999999 X\r\n\r\n")),
    # JSON
    "nested without end": Attack(_pull(http(200, _deep(200_000)))),
    "nested in what is ignored": Attack(_pull(_told(extra=None).replace(b"null", _deep(200_000)))),
    "a cursor that is no number": Attack(_pull(_told(cursors={SCOPE: float("nan")}))),
    "a cursor beyond all numbers": Attack(_pull(_told(cursors={SCOPE: 10**400}))),
    "a cursor beyond the database": Attack(_pull(_told(cursors={SCOPE: FAR}))),
    "a cursor below nothing": Attack(_pull(_told(cursors={SCOPE: -1}))),
    "a thousand scopes": Attack(_pull(_told(cursors={str(n): 1 for n in range(1000)}))),
    "always more": Attack(_pull(_told(more=True))),
    "a time beyond the calendar": Attack(_pull(_told(time="0001-01-01T00:00:00+23:59"))),
    "a time far away": Attack(_pull(_told(time="9999-12-31T23:59:59+00:00")), None),
    "a time long ago": Attack(_pull(_told(time="0001-01-01T00:00:00+00:00")), None),
    "another life of the database each time": Attack(_pull(_told(epoch="x" * 100_000)), None),
    # Rows
    "a row beyond the database": Attack(_rows(a_row(FAR, "case", case_record(a_case())))),
    "a version beyond the database": Attack(_rows(case_row(1, a_case(), version=FAR))),
    "a row of another office": Attack(
        _rows(a_row(1, "case", case_record(a_case()), scope=ELSEWHERE))
    ),
    "a record that is no record": Attack(_rows(_case(due=[]))),
    "a register number without end": Attack(
        _rows(_case(register_number=f"BBS/26/A-{ENDLESS}-X")), None
    ),
    "a register number beyond the database": Attack(
        _rows(case_row(1, a_case(register_number="BBS/26/A-9999999999999999999999-8"))), None
    ),
    "a date that is none": Attack(_rows(_case(happened_on="2026-02-30"))),
    "a path for a file": Attack(
        _rows(*_file(sha256="../../../../tmp/jahat" + "a" * 43)), brings_case=True
    ),
    "a size below nothing": Attack(_rows(*_file(size=-1)), brings_case=True),
    "a size beyond the database": Attack(_rows(*_file(size=FAR)), brings_case=True),
    "a letter of a year beyond the database": Attack(_rows(*_letter(year=FAR)), brings_case=True),
    "a letter number beyond the database": Attack(_rows(*_letter(sequence=FAR)), brings_case=True),
    "a letter from no template": Attack(_rows(*_letter(template="../../rahasia")), None, True),
    # Digests, numbers, answers, tokens
    # The rounds go on asking; nothing here is taken for wrong on its word alone.
    "a digest that is never right": Attack(_digest(1, "0" * 16), None),
    "a digest of a number beyond all": Attack(_digest(10**30, "0" * 16)),
    "a digest that is none": Attack(_digest(1, "z" * 16)),
    "numbers that run backwards": Attack(_blocks(first=100, last=51)),
    "numbers below nothing": Attack(_blocks(first=-5, last=5)),
    "numbers beyond the database": Attack(_blocks(last=FAR)),
    "more numbers than anybody writes": Attack(_blocks(last=10**12)),
    "numbers of another year": Attack(_blocks(year=FAR)),
    "numbers that were given already": Attack(_blocks(first=30, last=80)),
    "numbers that end on no day": Attack(_blocks(expires_on="2026-13-01")),
    "an answer for nothing that was asked": Attack(
        _push(http_json({"answers": [], "mark": "m", "epoch": EPOCH, "time": TIME}))
    ),
    "a mark without end": Attack(
        _push(http_json({"answers": [], "mark": "m" * MIB, "epoch": EPOCH, "time": TIME}))
    ),
    "an offset without end": Attack(_at_files(http(200, b"", Upload_Offset=ENDLESS))),
    "a wait without end at a file": Attack(
        _at_files(http(429, b"", Retry_After=ENDLESS)), Trouble.SERVER_BUSY
    ),
    "a token with a line of its own": Attack(_token("a\r\nX-Jahat: 1")),
    "a token without end": Attack(_token("a" * MIB)),
    "a token of other letters": Attack(_token("toké\u202en")),
    "a wait without end": Attack(
        _pull(http_json({"error": {"code": "BUSY", "message": "-"}}, 429, Retry_After=ENDLESS)),
        Trouble.SERVER_BUSY,
    ),
}
