"""Every reader of foreign bytes that is fuzzed: one line each, and its first inputs."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz import desk_parsers, server_parsers, text_parsers
from tests.house.tree import ROOT

_CONTRACT = ROOT / "tests" / "contract"
_CORPUS = ROOT / "tests" / "data" / "fuzz"


@dataclass(frozen=True, slots=True)
class Target:
    """`read` raises nothing but for a bug; `seeds` are inputs that it likes.

    Inputs are at most `longest` bytes. Where `is_tree`, they are JSON, behind a first line that
    says what it is if `has_head`.
    """

    read: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]
    longest: int = 4096
    is_tree: bool = False
    has_head: bool = False


def _golden(*endings: str) -> list[bytes]:
    """Return the golden messages of such names, each behind the name of its path."""
    found = []
    for path in sorted(_CONTRACT.glob("*.json")):
        stem = path.stem
        for ending in endings:
            if stem.endswith(ending) or (ending == "error" and stem.startswith("error_")):
                plain = json.dumps(json.loads(path.read_bytes()), ensure_ascii=False)
                found.append(_path_of(stem).encode() + b"\n" + plain.encode())
    return found


def _path_of(stem: str) -> str:
    if stem.startswith("error_"):
        return "error"
    name = stem.removesuffix("_request").removesuffix("_answer")
    aliases = {"enrol_again": "enrol", "renew_again": "renew", "pull_last": "pull"}
    return "push" if name.startswith("push") else aliases.get(name, name)


def _requests() -> list[bytes]:
    asked = _golden("_request")
    # A packed input reaches what it holds in fewer bytes, and would push out the plain one.
    return [*asked, server_parsers.packed(min(asked, key=len))]


def _answers() -> list[bytes]:
    told = _golden("_answer", "error")
    return [one.replace(b"renew\n", b"enrol\n", 1) for one in told]


def _bundles() -> list[bytes]:
    golden = {one.split(b"\n")[0]: one.partition(b"\n")[2] for one in _requests()}
    told = {one.split(b"\n")[0]: one.partition(b"\n")[2].decode() for one in _answers()}
    key = base64.b64encode(bytes(32)).decode()
    uid = "01890000-0000-7000-8000-000000000003"
    outward = {
        "push": json.loads(golden[b"push"]),
        "pull": json.loads(golden[b"pull"]),
        "letters": [json.loads(golden[b"letter_blocks"])],
        "answer_key": key,
        "files": [{"case": uid, "sha256": "0" * 64, "size": 3}],
    }
    answer = {"push": json.loads(told[b"push"]), "pull": [json.loads(told[b"pull"])], "files": []}
    return [
        (_CONTRACT / "kurir_outward.kurir").read_bytes(),
        (_CONTRACT / "kurir_answer.kurir").read_bytes(),
        b"outward\n" + json.dumps(outward | {"files": []}).encode() + b"\n",
        b"outward\n" + json.dumps(outward).encode() + b"\nabc",
        b"answer\n" + json.dumps(answer).encode() + b"\n",
    ]


def _key_files() -> list[bytes]:
    wrap = {
        "salt": base64.b64encode(bytes(16)).decode(),
        "argon2id": {"passes": 1, "memory_kib": 8, "lanes": 1},
        "nonce": base64.b64encode(bytes(12)).decode(),
        "wrapped_key": base64.b64encode(bytes(48)).decode(),
    }
    who = {"person_uid": "01890000-0000-7000-8000-000000000001", "name": "Sari Rekaan"}
    slots = [
        {"opens": "password"} | who | wrap,
        {"opens": "one_time_code", "until": "2026-11-23T00:00:00+00:00"} | who | wrap,
        {"opens": "recovery_code"} | wrap,
    ]
    return [
        json.dumps({"format": 2, "slots": slots, "sum": ""}).encode(),
        json.dumps({"format": 1, "people": [who | wrap], "sum": ""}).encode(),
    ]


def _tries() -> list[bytes]:
    one = {"count": 6, "last_at": "2026-11-20T02:29:50+00:00"}
    return [json.dumps({"01890000-0000-7000-8000-000000000001": one}).encode()]


def _messages() -> list[bytes]:
    words = (
        "[10.15, 14/10/2025] ~Wagiman: Jalan rusak\nsudah lama",
        "14/10/25 10.15 - Siti Contoh: Lampu mati, hubungi 0812-3456-7890",
        "[14/10/25 10.15.33] +62 812-3456-7890: Air keruh\r\n[14/10/25 10.16.00] Siti: lagi",
        "[10/14/2025, 1:15\u202fPM] Siti: Sampah",
    )
    return [one.encode() for one in words]


def _typed() -> list[bytes]:
    return [
        b"https://aduan.contoh.go.id:8443/loket", b"http://127.0.0.1:8000", b"http://[::1]/",
        b"ABCD-EFGH-JKLM", b"ABCD EFGH JKLM NPQR STUV WXYZ", b"BBS/26/A-000123-7",
        b"0812-3456-7890", b"+62 812 3456 7890", b"(0281) 123456", b"112", b"3303124107850001",
    ]  # fmt: skip


def _pictures() -> list[bytes]:
    png = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    return [
        png,
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"RIFF0000WEBP",
        b"0000ftypisom",
        b"\xff\xd8\xff\xe0",
    ]


def _regencies() -> list[bytes]:
    return [(_CONTRACT / "directory.json").read_bytes()]


TARGETS: dict[str, Target] = {
    "server_wire": Target(
        server_parsers.request_of_a_desk, _requests, 32_768, is_tree=True, has_head=True
    ),
    "desk_wire": Target(
        desk_parsers.answer_of_a_server, _answers, 32_768, is_tree=True, has_head=True
    ),
    "kurir": Target(server_parsers.bundle, _bundles, 65_536, is_tree=True, has_head=True),
    "whatsapp": Target(text_parsers.pasted_message, _messages),
    "typed": Target(text_parsers.typed_words, _typed),
    "key_file": Target(desk_parsers.key_file, _key_files, is_tree=True),
    "wrong_tries": Target(desk_parsers.wrong_tries, _tries, is_tree=True),
    "pictures": Target(desk_parsers.picture, _pictures, 8192),
    "operators_file": Target(server_parsers.operators_file, _regencies, 16_384, is_tree=True),
}


def corpus_of(name: str) -> list[bytes]:
    """Return what earlier runs kept of a target: inputs that together reach all it reaches."""
    path = corpus_file(name)
    lines = path.read_text(encoding="ascii").split() if path.exists() else []
    return [base64.b64decode(line) for line in lines]


def corpus_file(name: str) -> Path:
    """Return where the corpus of a target is kept, one input a line."""
    return _CORPUS / f"{name}.txt"
