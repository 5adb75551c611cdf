"""The server says exactly what the golden messages say, to the same questions."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from central_server import errors
from central_server.error_net import answer_to
from desktop_app.domain.records import case_from
from desktop_app.domain.workflow import MoveName
from tests.server.server_desk import ServerDesk
from tests.server.world import World, golden

# What differs from server to server.
VARYING = {
    "server_id", "epoch", "time", "server_time", "at", "seq", "token", "expires_at", "challenge",
    "mark", "kurir_key",
}  # fmt: skip

KINDS = {
    "case", "entry", "reporter", "attachment", "letter", "release", "office", "person",
}  # fmt: skip

ERRORS = {
    "unreadable": errors.unreadable(),
    "token": errors.no_token(),
    "revoked": errors.device_revoked(UUID("01935d00-0000-7000-8000-0000000d0003")),
    "unknown_code": errors.unknown_code(),
    "not_found": errors.not_found(),
    "code_used": errors.code_used(),
    "digest": errors.wrong_digest(),
    "offset": errors.wrong_offset(1024 * 1024),
    "clone": errors.clone(),
    "epoch": errors.other_epoch(UUID("01935d00-0000-7000-8000-0000000d0002")),
    "foreign": errors.foreign(),
    "method": errors.wrong_method(),
    "too_large": errors.too_large(),
    "schema_old": errors.schema_old(),
    "schema_new": errors.schema_new(),
    "busy": errors.busy(),
    "failed": errors.failed("0F3A9C51"),
}


def push(desk: ServerDesk) -> None:
    """Send the golden push."""
    desk.mark = desk.post("/v1/push", golden("push_request") | desk.asks()).json["mark"]


def epoch_of(desk: ServerDesk) -> dict[str, str]:
    return {"epoch": desk.epoch}


def fixed(message: Any) -> Any:
    """Return a message with what varies replaced by its type."""
    if isinstance(message, list):
        return [fixed(part) for part in message]
    if not isinstance(message, dict):
        return message
    return {
        name: type(value).__name__ if name in VARYING else fixed(value)
        for name, value in message.items()
    }


def test_health_is_the_golden_answer(world: World):
    answer = world.client.request("GET", "/v1/health")
    assert answer.status == 200
    assert fixed(answer.json) == fixed(golden("health_answer"))


@pytest.mark.parametrize("request_name", ["enrol_request", "enrol_again_request"])
def test_enrolment_is_the_golden_answer(world: World, request_name: str):
    asked = golden(request_name) | {"code": world.code_for(world.people("BBS")["Rina"])}
    answer = world.post("/v1/enrol", asked)
    assert answer.status == 200
    told, expected = fixed(answer.json), fixed(golden("enrol_answer"))
    assert told["device"].pop("uid")
    assert expected["device"].pop("uid")
    assert told == expected


def test_challenge_and_token_have_the_golden_shape(desk: ServerDesk):
    assert set(golden("token_request")) == {"device", "challenge", "signature"}
    challenge = desk.world.post("/v1/challenge", golden("challenge_request"))
    assert fixed(challenge.json) == fixed(golden("challenge_answer"))
    assert fixed(desk.take_token(desk.challenge()).json) == fixed(golden("token_answer"))


@pytest.mark.parametrize("request_name", ["renew_request", "renew_again_request"])
def test_renewal_is_the_golden_answer(desk: ServerDesk, request_name: str):
    answer = desk.post("/v1/renew", golden(request_name))
    told, expected = fixed(answer.json), fixed(golden("renew_answer"))
    assert told["device"].pop("uid") != str(desk.uid)
    assert expected["device"].pop("uid")
    assert told == expected


def test_the_golden_push_gets_the_golden_answers(desk: ServerDesk):
    answer = desk.post("/v1/push", golden("push_request") | desk.asks())
    assert answer.status == 200
    assert fixed(answer.json) == fixed(golden("push_answer"))


def test_the_golden_push_said_briefly_gets_the_same_answers(desk: ServerDesk):
    """It is the same push, without what goes without saying and without the unknown operation."""
    briefly = golden("push_brief_request")
    sent = [change["uid"] for change in briefly["changes"]]
    answer = desk.post("/v1/push", briefly | desk.asks())
    assert answer.status == 200
    answered = fixed(golden("push_answer"))["answers"]
    assert fixed(answer.json)["answers"] == [one for one in answered if one["uid"] in sent]


def test_the_golden_push_sent_again_gets_the_golden_answers(desk: ServerDesk):
    asked = golden("push_request") | desk.asks()
    _, answer = (desk.post("/v1/push", asked) for _ in range(2))
    assert fixed(answer.json) == fixed(golden("push_repeated_answer"))


@pytest.mark.parametrize("name", ["unheard", "heard"])
def test_what_follows_upon_the_golden_erasure_gets_the_golden_answer(desk: ServerDesk, name: str):
    push(desk)
    answer = desk.post("/v1/push", golden(f"push_{name}_request") | desk.asks())
    assert fixed(answer.json) == fixed(golden(f"push_{name}_answer"))


def test_the_golden_rows_are_pulled_after_the_golden_push(desk: ServerDesk):
    push(desk)
    answer = desk.post("/v1/pull", golden("pull_request") | desk.asks()).json
    pulled = {(row["kind"], row["id"]): fixed(row) for row in answer["rows"]}
    expected = [row for row in golden("pull_answer")["rows"] if not row["gone"]]
    assert {row["kind"] for row in expected} == KINDS
    for row in expected:
        assert pulled[row["kind"], row["id"]] == fixed(row)


def test_the_empty_last_page_has_the_golden_shape(desk: ServerDesk):
    read = desk.page()
    last = desk.page(read["cursors"])
    assert last["rows"] == []
    assert last["more"] is False
    golden_last = golden("pull_last_answer")
    assert last.keys() == golden_last.keys() == read.keys()
    assert {tuple(digest) for digest in last["digest"].values()} == {
        tuple(digest) for digest in golden_last["digest"].values()
    }


def test_the_golden_buckets_and_rows_are_told_after_the_golden_push(desk: ServerDesk):
    push(desk)
    told = desk.post("/v1/digest", golden("digest_request") | desk.asks()).json
    expected = golden("digest_answer")
    assert told.keys() == expected.keys()
    assert len(told["buckets"]) == len(expected["buckets"])
    listed = desk.post("/v1/digest/rows", golden("digest_rows_request") | desk.asks()).json
    expected = golden("digest_rows_answer")
    assert listed.keys() == expected.keys()
    rows = {(row["kind"], row["id"]): row for row in listed["rows"]}
    for row in expected["rows"]:
        if not row["gone"]:
            assert rows[row["kind"], row["id"]] == row
    given = desk.post("/v1/rows", golden("rows_request") | desk.asks()).json
    expected = golden("rows_answer")
    assert given.keys() == expected.keys()
    assert fixed(given["rows"]) == fixed([row for row in expected["rows"] if not row["gone"]])


def test_the_golden_desk_gets_its_second_block(desk: ServerDesk):
    answer = desk.post("/v1/letter-blocks", golden("letter_blocks_request") | epoch_of(desk))
    assert fixed(answer.json) == fixed(golden("letter_blocks_answer"))


def test_gone_rows_have_the_golden_shape(world: World, desk: ServerDesk):
    push(desk)
    village = ServerDesk(world, "GDS", "Sari")
    (record,) = village.holds("case").values()
    village.done(village.move(case_from(record), MoveName.RETURN, assigned_office_uid=None))
    gone = [row for row in village.rows() if row["gone"]]
    assert {row["kind"] for row in gone} >= {"case", "entry"}
    example = next(row for row in golden("pull_answer")["rows"] if row["gone"])
    assert all(row.keys() == example.keys() for row in gone)


@pytest.mark.parametrize("name", ERRORS)
def test_errors_are_the_golden_ones(name: str):
    expected = golden(f"error_{name}")
    error = ERRORS[name]
    answer = answer_to(error)
    assert answer.status_code == expected["status"]
    assert json.loads(bytes(answer.body)) == expected["body"]
    assert error.headers == expected["headers"]
