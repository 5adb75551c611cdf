"""The bytes of the audit trail are those of the golden vectors, now and in every later program."""

from __future__ import annotations

import base64
import hashlib
import json
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.audit import (
    AuditKind,
    Link,
    Noted,
    entry_from,
    entry_record,
    following,
    signed_words,
)
from tests.house.tree import ROOT
from tests.strategies import moments

VECTORS: dict[str, Any] = json.loads(
    (ROOT / "tests/contract/audit_vectors.json").read_text(encoding="utf-8")
)


def test_every_line_is_written_and_hashed_as_the_golden_one():
    for golden in VECTORS["entries"]:
        entry = entry_from(json.loads(golden["line"]))
        assert entry.line == golden["line"]
        assert entry.hash.hex() == golden["sha256"]
        assert hashlib.sha256(golden["line"].encode()).hexdigest() == golden["sha256"]


def test_the_golden_lines_make_a_chain():
    entries = [entry_from(json.loads(golden["line"])) for golden in VECTORS["entries"]]
    assert entries[0].previous == bytes(32)
    assert all(after.previous == before.hash for before, after in pairwise(entries))


def test_the_newest_is_signed_as_the_golden_one():
    entry = entry_from(json.loads(VECTORS["entries"][-1]["line"]))
    words = signed_words(UUID(VECTORS["server_id"]), entry.link)
    assert words.decode() == VECTORS["signed"]
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(VECTORS["private_key"]))
    assert base64.b64encode(key.sign(words)).decode() == VECTORS["signature"]


@given(
    st.builds(
        Noted,
        kind=st.sampled_from(AuditKind),
        at=moments,
        device_uid=st.uuids(),
        person_uid=st.none() | st.uuids(),
        case_uid=st.none() | st.uuids(),
        facts=st.dictionaries(
            st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True),
            st.from_regex(r"[A-Za-z0-9_.,:+/-]{0,20}", fullmatch=True),
        ),
    ),
    st.integers(0, 2**53 - 1),
    st.binary(min_size=32, max_size=32),
)
def test_every_entry_is_read_back_as_it_was_written(noted: Noted, number: int, before: bytes):
    entry = following(Link(number, before), noted)
    assert entry_from(json.loads(entry.line)) == entry


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("n", 0),
        ("n", 2**53 + 1),
        ("n", True),
        ("n", "1"),
        ("at", "2026-11-20"),
        ("at", "2026-11-20T02:30:00"),
        ("at", "2026-11-20T02:30:00+07:00"),
        ("device", "01935D00-0000-7000-8000-0000000D0003"),
        ("kind", "Dilihat oleh"),
        ("facts", {"reason": "kata kata"}),
        ("facts", {"a": 1}),
        ("facts", []),
        ("prev", "00"),
        ("prev", "G" * 64),
        ("v", 2),
    ],
)
def test_a_record_that_would_be_hashed_otherwise_is_no_entry(key: str, value: object):
    record = entry_record(entry_from(json.loads(VECTORS["entries"][0]["line"])))
    with pytest.raises(ValueError, match="audit entry"):
        entry_from(record | {key: value})
