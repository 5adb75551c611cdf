"""The desk writes and reads the golden messages of the audit trail, which the server is held to."""

from __future__ import annotations

import base64
import json
from typing import Any
from uuid import UUID

from desktop_app.domain.audit import Link, entry_from, hash_from
from desktop_app.sync import wire
from desktop_app.sync.audit_lane import signed
from desktop_app.sync.audit_messages import AuditAnswer, entries_body, points_body
from tests.house.tree import ROOT


def golden(name: str) -> Any:
    return json.loads((ROOT / "tests/contract" / f"{name}.json").read_text(encoding="utf-8"))


def test_entries_are_written_and_signed_as_the_golden_ones():
    request, vectors = golden("audit_request"), golden("audit_vectors")
    entries = [entry_from(json.loads(line["line"])) for line in vectors["entries"]]
    key = base64.b64decode(vectors["private_key"])
    signature = signed(entries[-1].link, key, UUID(vectors["server_id"]))
    body = entries_body(hash_from(request["chain"]), entries, signature, loose=False)
    assert json.loads(body) == request
    loose = entries_body(hash_from(request["chain"]), entries, signature, loose=True)
    assert json.loads(loose) == request | {"loose": True}


def test_a_question_how_far_is_written_as_the_golden_one():
    request = golden("audit_points_request")
    points = [Link(number, hash_from(text)) for number, text in request["points"]]
    assert json.loads(points_body(hash_from(request["chain"]), points)) == request


def test_the_golden_answers_are_read():
    for name in ("audit_answer", "audit_points_answer"):
        told = golden(name)
        assert wire.read(AuditAnswer, json.dumps(told).encode()) == AuditAnswer(**told)
    parted = b'{"kept": null, "parted": 7, "later": true}'
    assert wire.read(AuditAnswer, parted) == AuditAnswer(kept=None, parted=7)
