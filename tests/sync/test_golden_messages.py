"""The desk writes and reads the golden messages, which the server is held to as well."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.letter_numbers import LetterBlock
from desktop_app.domain.letters import Letter
from desktop_app.domain.people import Office, Person
from desktop_app.domain.records import case_record, moment
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import TimelineEntry
from desktop_app.sync import wire
from desktop_app.sync.answers import effect_of
from desktop_app.sync.device_key import new_device_key, token_signature
from desktop_app.sync.enrolment import enrol, reach, reachable
from desktop_app.sync.feed import item_of
from desktop_app.sync.transport import Patience, Transport
from tests.house.tree import ROOT
from tests.sync.odd_server import OddServer, http_json

GOLDEN = ROOT / "tests" / "contract"
SHORT = Patience(connect=2.0, read=2.0)

KINDS = {
    "case": Case,
    "entry": TimelineEntry,
    "reporter": Reporter,
    "attachment": Attachment,
    "letter": Letter,
    "office": Office,
    "person": Person,
}

TROUBLES = {
    "busy": Trouble.SERVER_BUSY,
    "code_used": Trouble.CODE_UNKNOWN,
    "digest": Trouble.SERVER_REFUSED,
    "failed": Trouble.SERVER_FAILED,
    "not_found": Trouble.SERVER_REFUSED,
    "revoked": Trouble.DEVICE_UNKNOWN,
    "schema": Trouble.SERVER_REFUSED,
    "token": Trouble.DEVICE_UNKNOWN,
    "too_large": Trouble.SERVER_TOO_LARGE,
    "unknown_code": Trouble.CODE_UNKNOWN,
    "unreadable": Trouble.SERVER_REFUSED,
}


def text(name: str) -> bytes:
    return (GOLDEN / f"{name}.json").read_bytes()


def golden(name: str) -> Any:
    return json.loads(text(name))


def a_pending(told: dict[str, Any]) -> PendingChange:
    """The change that a desk would have in its outbox to write this message."""
    return PendingChange(
        uid=UUID(told["uid"]),
        transaction=UUID(told["tx"]),
        operation=Operation(told["op"]),
        entity_uid=UUID(told["entity"]),
        case_uid=UUID(told["case"]),
        person_uid=UUID(told["person"]),
        body=told["body"],
        made_at=moment(told["at"]),
        operation_version=told["v"],
        sequence=told["n"],
    )


def test_a_push_is_written_as_the_golden_one():
    request = golden("push_request")
    known = {operation.value for operation in Operation}
    told = [change for change in request["changes"] if change["op"] in known]
    assert {change["op"] for change in told} == known

    body = wire.push_body([wire.written_change(a_pending(change)) for change in told])

    written = json.loads(body)
    for change in [*told, *written["changes"]]:
        change["at"] = moment(change["at"])  # the desk writes UTC
    assert written == request | {"changes": told}


def test_every_golden_answer_makes_sense():
    pushed = golden("push_request")["changes"]
    for name in ("push_answer", "push_repeated_answer"):
        answered = wire.read(wire.PushAnswer, text(name))
        assert [str(answer.uid) for answer in answered.answers] == [c["uid"] for c in pushed]
        effects = [effect_of(answer) for answer in answered.answers]
        assert None not in effects
        assert sum(bool(effect and effect.refused) for effect in effects) == 4
        assert [lost.field for effect in effects if effect for lost in effect.lost] == ["title"]


def test_the_golden_page_is_read_row_by_row():
    page = wire.read(wire.PullAnswer, text("pull_answer"))
    told = golden("pull_answer")["rows"]
    items = [item_of(row) for row in page.rows]
    assert len(items) == len(told) > 0
    for item, row in zip(items, told, strict=True):
        assert (item.record is None) == row["gone"]
        assert item.case_is_gone == (row["gone"] and row["kind"] == "case")
        assert item.case_uid == (UUID(row["case"]) if row["case"] else None)
        if isinstance(item.record, Case):
            assert case_record(item.record) == row["body"]
    assert {row["kind"] for row in told} == {*KINDS}
    assert {type(item.record) for item in items} == {*KINDS.values(), type(None)}
    assert page.more
    assert not wire.read(wire.PullAnswer, text("pull_last_answer")).more


def test_a_pull_is_written_as_the_golden_one():
    request = golden("pull_request")
    assert json.loads(wire.pull_body(request["cursors"], request["limit"])) == request


def test_the_requests_for_a_token_are_written_as_the_golden_ones():
    told = golden("token_request")
    device, signature = UUID(told["device"]), base64.b64decode(told["signature"])
    assert json.loads(wire.token_body(device, told["challenge"], signature)) == told
    assert json.loads(wire.challenge_body(device)) == golden("challenge_request")
    assert wire.read(wire.ChallengeAnswer, text("challenge_answer")).challenge == told["challenge"]
    assert (
        wire.read(wire.TokenAnswer, text("token_answer")).token == golden("token_answer")["token"]
    )


def test_the_signature_is_over_the_words_of_the_protocol():
    key = new_device_key()
    server, device = UUID(int=1), UUID(int=0xABC)
    signature = token_signature(key.private, server, device_uid=device, challenge="tantangan")
    words = (
        "loket-aduan token 00000000-0000-0000-0000-000000000001 "
        "00000000-0000-0000-0000-000000000abc tantangan"
    )
    Ed25519PublicKey.from_public_bytes(key.public).verify(signature, words.encode())


@pytest.mark.parametrize("name", TROUBLES)
def test_every_golden_error_has_its_trouble(name: str):
    told = golden(f"error_{name}")
    answer = http_json(told["body"], told["status"], **told["headers"])
    with OddServer(answer) as server, pytest.raises(ExpectedError) as caught:
        transport = Transport(server.url, patience=SHORT)
        try:
            transport.post("/v1/push", b"{}")
        finally:
            transport.close()
    assert caught.value.trouble is TROUBLES[name]


def test_no_golden_error_is_forgotten_here():
    names = {path.stem.removeprefix("error_") for path in GOLDEN.glob("error_*.json")}
    assert names == set(TROUBLES)


def test_enrolling_sends_the_golden_request_and_keeps_what_it_is_told():
    request, told = golden("enrol_request"), golden("enrol_answer")
    with OddServer(http_json(told)) as server:
        enrolled = enrol(
            server.url + "/", "abcd efgh jklm", device_name=" PC Loket 1 ", patience=SHORT
        )
        sent = json.loads(server.asked[0].body)
    public = base64.b64decode(sent.pop("public_key"))
    del request["public_key"]
    assert sent == request
    assert len(public) == len(enrolled.identity.private_key) == 32
    assert enrolled.identity.server_url == server.url
    assert str(enrolled.identity.server_id) == told["server_id"]
    assert str(enrolled.identity.device_uid) == told["device"]["uid"]
    assert enrolled.identity.letter == "A"
    assert enrolled.identity.office_uid == enrolled.office.uid == UUID(told["office"]["uid"])
    assert str(enrolled.person.uid) == told["person"]["uid"]
    assert enrolled.letter_block == LetterBlock(2026, 1, 50, next_number=1)
    assert enrolled.epoch == told["epoch"]
    assert enrolled.server_time == datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize("missing", ["server_id", "device", "office", "letter_block", "time"])
def test_half_an_enrolment_is_none(missing: str):
    told = golden("enrol_answer")
    del told[missing]
    with OddServer(http_json(told)) as server, pytest.raises(ExpectedError) as caught:
        enrol(server.url, "ABCD-EFGH-JKLM", device_name="PC", patience=SHORT)
    assert caught.value.trouble is Trouble.SERVER_NONSENSE


def test_an_office_that_cannot_be_read_is_no_enrolment():
    told = golden("enrol_answer")
    told["office"]["kind"] = "kingdom"
    with OddServer(http_json(told)) as server, pytest.raises(ExpectedError) as caught:
        enrol(server.url, "ABCD-EFGH-JKLM", device_name="PC", patience=SHORT)
    assert caught.value.trouble is Trouble.SERVER_NONSENSE


def test_nothing_is_sent_while_something_is_typed_wrongly():
    with OddServer(http_json({})) as server, pytest.raises(ExpectedError) as caught:
        enrol(server.url, "ABC", device_name="PC", patience=SHORT)
    assert caught.value.trouble is Trouble.PROBLEMS
    assert [problem.field for problem in caught.value.problems] == ["code"]
    assert server.asked == []


def test_the_golden_server_is_reached_and_another_program_is_not():
    with OddServer(http_json(golden("health_answer"))) as server:
        assert (
            str(reach(server.url, patience=SHORT).server_id) == golden("health_answer")["server_id"]
        )
        assert reachable(server.url, patience=SHORT)
        server.answers = [http_json(golden("health_answer") | {"name": "router"})]
        assert not reachable(server.url, patience=SHORT)
    assert not reachable(server.url, patience=SHORT)
    assert not reachable("http://contoh.go.id", patience=SHORT)


def test_a_server_of_another_age_is_named():
    other = http_json(golden("health_answer") | {"schema": 9})
    with OddServer(other) as server, pytest.raises(ExpectedError) as caught:
        reach(server.url, patience=SHORT)
    assert caught.value.trouble is Trouble.SERVER_REFUSED
    assert caught.value.facts == {"code": "SCHEMA"}
