"""The desk writes and reads the golden messages, which the server is held to as well."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation, PendingChange
from desktop_app.domain.devices import SyncMarks
from desktop_app.domain.digest import BUCKETS, Digest, hash_from, hash_text, record_hash
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.letter_numbers import LetterBlock
from desktop_app.domain.letters import Letter
from desktop_app.domain.people import Office, Person
from desktop_app.domain.records import case_record, moment
from desktop_app.domain.releases import Release
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import TimelineEntry
from desktop_app.sync import wire
from desktop_app.sync.answers import comes_later, effect_of
from desktop_app.sync.device_key import key_of, new_device_key, token_signature
from desktop_app.sync.enrolment import enrol, reach, reachable
from desktop_app.sync.feed import item_of
from desktop_app.sync.letter_supply import block_from
from desktop_app.sync.transport import Patience, Transport
from tests.house.tree import ROOT
from tests.sync.odd_server import OddServer, http_json

GOLDEN = ROOT / "tests" / "contract"
SHORT = Patience(connect=2.0, read=2.0)
END_OF_2026 = date(2026, 12, 31)

KINDS = {
    "case": Case,
    "entry": TimelineEntry,
    "reporter": Reporter,
    "attachment": Attachment,
    "letter": Letter,
    "release": Release,
    "office": Office,
    "person": Person,
}

TROUBLES = {
    "busy": Trouble.SERVER_BUSY,
    "clone": Trouble.DEVICE_CLONED,
    "code_used": Trouble.CODE_UNKNOWN,
    "digest": Trouble.SERVER_REFUSED,
    "epoch": Trouble.SERVER_RESTORED,
    "failed": Trouble.SERVER_FAILED,
    "foreign": Trouble.BUNDLE_FOREIGN,
    "method": Trouble.SERVER_REFUSED,
    "not_found": Trouble.SERVER_REFUSED,
    "offset": Trouble.SERVER_REFUSED,
    "revoked": Trouble.DEVICE_REVOKED,
    "schema_new": Trouble.SERVER_TOO_OLD,
    "schema_old": Trouble.PROGRAM_TOO_OLD,
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

    marks = SyncMarks({}, request["epoch"], request["mark"])
    changes = [a_pending(change) for change in told]
    written = [(change.sequence, wire.written_change(change)) for change in changes]
    body = wire.push_body(written, marks)

    assert json.loads(body) == golden("push_brief_request")


@pytest.mark.parametrize(("name", "knows_erased"), [("unheard", False), ("heard", True)])
def test_a_change_to_an_erased_case_is_written_as_the_golden_one(name: str, knows_erased: bool):
    request = golden(f"push_{name}_request")
    (told,) = request["changes"]
    change = a_pending({"v": 1} | told)
    written = wire.written_change(change, knows_erased=knows_erased)
    marks = SyncMarks({}, request["epoch"], request["mark"])
    assert json.loads(wire.push_body([(change.sequence, written)], marks)) == request


def test_a_golden_answer_that_is_to_be_asked_for_later_is_no_outcome():
    (answer,) = wire.read(wire.PushAnswer, text("push_unheard_answer")).answers
    assert comes_later(answer)
    assert effect_of(answer) is None


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


def test_every_golden_row_fits_its_hash():
    told = [row for row in golden("pull_answer")["rows"] if not row["gone"]]
    for row in told:
        number = record_hash(row["kind"], UUID(row["id"]), row["version"], row["body"])
        assert row["hash"] == hash_text(number)
    digests = wire.read(wire.PullAnswer, text("pull_last_answer")).digest
    assert digests is not None
    for scope, digest in digests.items():
        whole = Digest()
        for row in told:
            if row["scope"] == scope:
                whole = whole.plus(hash_from(row["hash"]))
        assert (digest.count, digest.sum) == (whole.count, hash_text(whole.sum))


def test_a_pull_is_written_as_the_golden_one():
    request = golden("pull_request")
    marks = SyncMarks(request["cursors"], request["epoch"], request["mark"])
    assert json.loads(wire.pull_body(marks, waiting=0, limit=request["limit"])) == request


def test_questions_about_digests_are_written_as_the_golden_ones():
    request = golden("digest_request")
    marks, scope = SyncMarks({}, request["epoch"], request["mark"]), request["scope"]
    assert json.loads(wire.digest_body(marks, scope)) == request
    request = golden("digest_rows_request")
    assert json.loads(wire.digest_rows_body(marks, scope, request["buckets"])) == request
    request = golden("rows_request")
    items = [(item["kind"], item["id"]) for item in request["items"]]
    assert json.loads(wire.rows_body(marks, scope, items)) == request


def test_the_golden_digests_say_what_the_golden_rows_are():
    digests = wire.read(wire.PullAnswer, text("pull_last_answer")).digest
    buckets = wire.read(wire.DigestAnswer, text("digest_answer")).buckets
    scope = golden("digest_request")["scope"]
    assert digests is not None
    assert len(buckets) == BUCKETS
    assert sum(count for count, _ in buckets) == digests[scope].count
    rows = {row["id"]: row for row in golden("pull_answer")["rows"] if row["scope"] == scope}
    listed = wire.read(wire.DigestRowsAnswer, text("digest_rows_answer")).rows
    assert {row.id for row in listed} <= set(rows)
    assert {row.hash for row in listed} & {None}
    asked = [item["id"] for item in golden("rows_request")["items"]]
    read = wire.read(wire.RowsAnswer, text("rows_answer")).rows
    assert [row.id for row in read] == asked
    assert [item_of(row).record is None for row in read] == [row.gone for row in read]


def test_a_question_for_letter_numbers_is_the_golden_one_and_its_answer_is_read():
    request = golden("letter_blocks_request")
    marks = SyncMarks({}, request["epoch"])
    asked = wire.letter_blocks_body(marks, 2026, last=request["last"], left=request["left"])
    assert json.loads(asked) == request
    blocks = wire.read(wire.LetterBlocksAnswer, text("letter_blocks_answer")).blocks
    assert [block_from(block).first for block in blocks] == [1, 51]


def test_a_desk_that_is_unsure_of_its_last_push_says_so():
    request = golden("push_unsure_request")
    marks = SyncMarks({}, request["epoch"], request["mark"], unsure=True)
    assert json.loads(wire.push_body([], marks)) == request
    assert json.loads(wire.pull_body(marks, waiting=0, limit=1))["waiting"] == 1
    assert json.loads(wire.pull_body(marks, waiting=3, limit=1))["waiting"] == 3


def test_a_renewal_is_the_golden_one():
    request = golden("renew_request")
    key = base64.b64decode(request["public_key"])
    assert json.loads(wire.renew_body(key, request["device_name"])) == request
    renewed = wire.read(wire.EnrolAnswer, text("renew_answer"))
    assert renewed.device.letter == "B"
    assert block_from(renewed.letter_block) == LetterBlock(2026, 51, 100, 51, END_OF_2026)


def test_a_renewal_of_a_forgotten_device_tells_what_the_desk_was():
    request = golden("renew_again_request")
    before = wire.Forgotten(UUID(request["before"]["device"]), request["before"]["mark"])
    key = base64.b64decode(request["public_key"])
    assert json.loads(wire.renew_body(key, request["device_name"], before=before)) == request


def test_the_requests_for_a_token_are_written_as_the_golden_ones():
    told = golden("token_request")
    device, signature = UUID(told["device"]), base64.b64decode(told["signature"])
    assert json.loads(wire.token_body(device, told["challenge"], signature)) == told
    assert json.loads(wire.challenge_body(device)) == golden("challenge_request")
    assert wire.read(wire.ChallengeAnswer, text("challenge_answer")).challenge == told["challenge"]
    given = wire.read(wire.TokenAnswer, text("token_answer"))
    assert (given.token, len(wire.key_from(given.kurir_key))) == (
        golden("token_answer")["token"], 32,
    )  # fmt: skip


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
    assert enrolled.letter_block == LetterBlock(2026, 1, 50, 1, END_OF_2026)
    assert enrolled.server_key == base64.b64decode(told["kurir_key"])
    assert enrolled.epoch == told["epoch"]
    assert enrolled.server_time == datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def test_enrolling_again_tells_what_the_desk_was():
    request, told = golden("enrol_again_request"), golden("enrol_answer")
    before = wire.Former(UUID(told["device"]["uid"]), told["epoch"])
    key = base64.b64decode(request["public_key"])
    body = wire.enrol_body("ABCD-EFGH-JKLM", key, request["device_name"], before=before)
    assert json.loads(body) == request


@pytest.mark.parametrize(
    "missing", ["server_id", "device", "office", "letter_block", "kurir_key", "time"]
)
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


@pytest.mark.parametrize(
    ("speaks", "trouble"), [([1], Trouble.SERVER_TOO_OLD), ([3, 4], Trouble.PROGRAM_TOO_OLD)]
)
def test_a_server_of_another_age_is_named(speaks: list[int], trouble: Trouble):
    other = http_json(golden("health_answer") | {"speaks": speaks})
    with OddServer(other) as server, pytest.raises(ExpectedError) as caught:
        reach(server.url, patience=SHORT)
    assert caught.value.trouble is trouble


def test_a_server_of_version_1_is_too_old():
    old = golden("health_answer") | {"schema": 1}
    del old["speaks"]
    with OddServer(http_json(old)) as server, pytest.raises(ExpectedError) as caught:
        reach(server.url, patience=SHORT)
    assert caught.value.trouble is Trouble.SERVER_TOO_OLD


def test_a_code_that_is_tried_again_shows_the_same_key():
    keys: dict[str, bytes] = {}
    with OddServer(b"", http_json(golden("enrol_answer"))) as server:
        with pytest.raises(ExpectedError):
            enrol(server.url, "ABCD-EFGH-JKLM", device_name="PC", keys=keys, patience=SHORT)
        enrolled = enrol(server.url, "abcd efgh jklm", device_name="PC", keys=keys, patience=SHORT)
        first, second = (json.loads(asked.body)["public_key"] for asked in server.asked)
    assert first == second
    assert key_of(enrolled.identity.private_key).public == base64.b64decode(second)


def test_errors_say_what_stands_beside_them():
    facts = {}
    for name, message in (("epoch", "epoch"), ("offset", "offset"), ("device", "revoked")):
        told = golden(f"error_{message}")
        with OddServer(http_json(told["body"], told["status"])) as server:
            transport = Transport(server.url, patience=SHORT)
            try:
                with pytest.raises(ExpectedError) as caught:
                    transport.post("/v1/push", b"{}")
            finally:
                transport.close()
        facts[name] = caught.value.facts[name]
    assert facts == {
        "epoch": golden("error_epoch")["body"]["epoch"],
        "offset": "1048576",
        "device": golden("error_revoked")["body"]["device"],
    }
