"""OpenAPI is the contract: every path is in it with every error it may answer."""

from __future__ import annotations

import inspect
import re
from typing import Any
from uuid import UUID

import pytest

from central_server import body_limit, errors, exchange, pull
from central_server.api import audit_shapes, enrolment_shapes, files, shapes
from central_server.rate_limit import USUAL_LIMITS
from desktop_app.domain.attachments import LARGEST_FILE, MEBIBYTE
from desktop_app.domain.changes import Operation, RejectCode
from desktop_app.domain.kurir_frame import LARGEST_BUNDLE, LARGEST_MESSAGE
from desktop_app.domain.timeline import TEXT_LENGTH
from desktop_app.sync import audit_messages, file_lane, transport, wire
from desktop_app.sync.kurir import writing
from tests.house.tree import ROOT
from tests.server.server_desk import ServerDesk
from tests.server.world import World, golden

DOCUMENT = (ROOT / "docs" / "sync-protocol.md").read_text(encoding="utf-8")

_SIGNED_IN = {"400", "401", "403", "413", "422"}
ENDPOINTS = {
    ("get", "/v1/health"): set(),
    ("post", "/v1/enrol"): {"400", "404", "409", "413", "422"},
    ("post", "/v1/challenge"): {"400", "413"},
    ("post", "/v1/token"): {"400", "401", "403", "413"},
    ("post", "/v1/renew"): _SIGNED_IN,
    ("post", "/v1/push"): _SIGNED_IN | {"409"},
    ("post", "/v1/pull"): _SIGNED_IN | {"409"},
    ("post", "/v1/digest"): _SIGNED_IN | {"404", "409"},
    ("post", "/v1/digest/rows"): _SIGNED_IN | {"404", "409"},
    ("post", "/v1/rows"): _SIGNED_IN | {"404", "409"},
    ("post", "/v1/letter-blocks"): _SIGNED_IN | {"409"},
    ("post", "/v1/audit"): _SIGNED_IN | {"404"},
    ("post", "/v1/kurir"): {"400", "401", "403", "409", "413"},
    ("patch", "/v1/files/{case}/{sha256}"): {"400", "401", "403", "404", "409", "413"},
    ("put", "/v1/files/{case}/{sha256}"): {"400", "401", "403", "404", "409", "413"},
    ("get", "/v1/files/{case}/{sha256}"): {"400", "401", "403", "404"},
    ("head", "/v1/files/{case}/{sha256}"): {"400", "401", "403", "404"},
}
BRACES = str.maketrans("<>", "{}")
ANY_PATH = {"429", "500", "503"}

# Heading of the document → the shapes whose keys it writes down.
SHAPES_TOLD = {
    "Enrolment": ["EnrolRequest", "FormerDevice", "EnrolAnswer", "EnrolledDevice", "LetterBlock"],
    "Tokens": ["ChallengeRequest", "ChallengeAnswer", "TokenRequest", "TokenAnswer"],
    "Renewal": ["RenewRequest"],
    "Push": ["PushRequest", "SentChange", "PushAnswer", "ChangeAnswer", "FieldClash"],
    "Pull": ["PullRequest", "PullAnswer", "PulledRow", "ScopeDigest"],
    "Digest": ["DigestRequest", "DigestAnswer", "DigestRowsRequest", "DigestRowsAnswer",
               "ListedRow", "RowsRequest", "RowsAnswer", "Item"],
    "Letter numbers": ["LetterBlocksRequest", "LetterBlocksAnswer", "LetterBlock"],
    "Audit trail": ["AuditRequest", "AuditAnswer", "SentEntry"],
    "Also": ["HealthAnswer"],
}  # fmt: skip
# What every request, answer or file says, told once at the top of the document.
EVERYWHERE = {"schema", "epoch", "mark", "time"}


def section(heading: str) -> str:
    """What the document says below a heading, down to the next of its rank."""
    found = re.search(rf"^(#+) {heading}\n(.*?)(?=^\1 |\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    assert found
    return found[2]


@pytest.fixture
def contract(sqlite_world: World) -> dict[str, Any]:
    answer = sqlite_world.client.request("GET", "/openapi.json")
    assert answer.status == 200
    told: dict[str, Any] = answer.json
    return told


def test_every_path_is_there_with_the_errors_it_may_answer(contract: dict[str, Any]):
    told = {
        (method, path): {status for status in operation["responses"] if status >= "400"}
        for path, methods in contract["paths"].items()
        for method, operation in methods.items()
    }
    assert told == {at: errors | ANY_PATH for at, errors in ENDPOINTS.items()}


def test_the_document_and_the_contract_name_the_same_paths(contract: dict[str, Any]):
    named = set(re.findall(r"`(GET|POST|PATCH|HEAD|PUT)(?: (/v1/[a-z/<>0-9-]*))?", DOCUMENT))
    # A method alone is one more of the path of files.
    told = {
        (method.lower(), (path or "/v1/files/<case>/<sha256>").translate(BRACES))
        for method, path in named
    }
    assert told == ENDPOINTS.keys()
    assert told == {(m, path) for path, methods in contract["paths"].items() for m in methods}


def test_the_document_and_the_server_name_the_same_errors():
    table = re.findall(r"^\| ([0-9, ]+) \| ((?:`[A-Z_]+`(?:, )?)+) \|", DOCUMENT, re.MULTILINE)
    told = {
        (int(status), code)
        for statuses, codes in table
        for status in statuses.split(", ")
        for code in re.findall("`([A-Z_]+)`", codes)
    }
    assert told == {(error.status, error.code) for error in every_error()}


def test_the_contract_explains_each_error_of_the_document(contract: dict[str, Any]):
    told = {
        (int(status), code)
        for methods in contract["paths"].values()
        for operation in methods.values()
        for status, response in operation["responses"].items()
        if status >= "400"
        for code in re.findall("`([A-Z_]+)`", response["description"])
    }
    assert told | {(405, "METHOD")} == {(error.status, error.code) for error in every_error()}


@pytest.mark.parametrize(
    ("heading", "shape"), [(at, shape) for at, names in SHAPES_TOLD.items() for shape in names]
)
def test_the_document_names_every_key_of_the_contract(
    contract: dict[str, Any], heading: str, shape: str
):
    told = section(heading)
    keys = contract["components"]["schemas"][shape]["properties"].keys() - EVERYWHERE
    assert {key for key in keys if not re.search(rf"[\"`]{key}[\"`:]", told)} == set()


def test_the_limits_are_those_of_the_document_on_both_sides():
    limits = DOCUMENT.split("Limits: ")[1].split("\n\n")[0]
    bundle = DOCUMENT.split("A bundle holds at most ")[1].split(";")[0]
    for text, words, sides in (
        (limits, "{} MiB a body", {body_limit.LARGEST_BODY, wire.LARGEST_BODY}),
        (limits, "{} changes a push", {exchange.MOST_CHANGES, wire.MOST_CHANGES}),
        (limits, "{} MiB a file", {LARGEST_FILE}),
        (limits, "{} MiB a part", {files.LARGEST_PART, file_lane.LARGEST_PART}),
        (limits, "{} rows a page", {pull.LARGEST_PAGE}),
        (limits, "{} buckets", {shapes.MOST_BUCKETS, wire.MOST_BUCKETS}),
        (limits, "{} rows a question", {shapes.MOST_ITEMS, wire.MOST_ITEMS}),
        (limits, "{} MiB a bundle", {LARGEST_BUNDLE}),
        (limits, "{} audit entries", {audit_shapes.MOST_ENTRIES, audit_messages.MOST_ENTRIES}),
        (limits, "{} characters a text", {TEXT_LENGTH}),
        (limits, "answers of up to {} MiB", {transport.LARGEST_ANSWER}),
        (bundle, "{} changes", {writing.MOST_CHANGES}),
        (bundle, "{} files", {writing.MOST_FILES}),
        (bundle, "a first line of {} MiB", {LARGEST_MESSAGE}),
    ):
        (number,) = sides
        unit = MEBIBYTE if "MiB" in words else 1
        assert number % unit == 0
        assert words.format(f"{number // unit:,}") in text
    assert [rate.sustained for rate in USUAL_LIMITS.device] == [20, 5]
    assert "20 times a second for a while and 5 times a second for long" in limits
    assert [rate.sustained for rate in USUAL_LIMITS.address] == [1]


def test_the_document_and_both_sides_name_the_same_operations():
    table = section("Changes").split("\n\n")[0]
    told = {*re.findall(r"^\| `([a-z]+\.[a-z]+)` \|", table, re.MULTILINE)}
    assert told == {operation.value for operation in Operation}
    asked = golden("push_request")["changes"]
    answers = golden("push_answer")["answers"]
    assert told == {
        change["op"]
        for change, answer in zip(asked, answers, strict=True)
        if answer.get("code") != "OPERATION_UNKNOWN"
    }


def test_the_document_names_every_reason_to_refuse_a_change():
    told = re.findall(r"^\| `([A-Z_]+)` \|", section("Refusals"), re.MULTILINE)
    assert sorted(told) == sorted(code.value for code in RejectCode)


def test_the_document_and_the_server_name_the_same_kinds_of_records():
    told = re.search(r"- `kind`: ((?:`[a-z]+`(?:, )?)+);", section("Pull"))
    assert told
    kinds = {*re.findall("`([a-z]+)`", told[1])}
    assert kinds == {row["kind"] for row in golden("pull_answer")["rows"]}


def test_the_document_and_the_contract_name_the_same_headers(contract: dict[str, Any]):
    operations = [operation for path in contract["paths"].values() for operation in path.values()]
    told = {
        parameter["name"].lower()
        for operation in operations
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "header"
    } | {
        name.lower()
        for operation in operations
        for answer in operation["responses"].values()
        for name in answer.get("headers", {})
    }
    named = re.findall(r"`([A-Z][a-z]+(?:-[A-Z][a-z]+)+|Range|Authorization)[:`]", DOCUMENT)
    # Those that OpenAPI says in other words: bodies have a media type, tokens a security scheme.
    elsewhere = {"content-type", "content-encoding", "authorization"}
    assert {name.lower() for name in named} == told | elsewhere


def test_whoever_has_to_wait_is_told_how_long(contract: dict[str, Any]):
    for path in contract["paths"].values():
        for operation in path.values():
            waiting = [s for s, a in operation["responses"].items() if "Retry-After" in str(a)]
            assert waiting == ["429", "503"]
            for status in waiting:
                assert "Retry-After" in operation["responses"][status]["headers"]


def every_error() -> list[errors.RequestError]:
    """Make each error of the server once."""
    some = UUID(int=1)
    samples = {"ticket": "0F3A9C51", "seconds": 3, "kept": 1, "epoch": some, "device": some}
    made = []
    for name, maker in inspect.getmembers(errors, inspect.isfunction):
        if maker.__module__ == errors.__name__:
            made.append(maker(*(samples[at] for at in inspect.signature(maker).parameters)))
            assert isinstance(made[-1], errors.RequestError), name
    return made


def test_every_error_has_the_one_form(contract: dict[str, Any]):
    for methods in contract["paths"].values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if status >= "400":
                    shape = response["content"]["application/json"]["schema"]
                    assert shape == {"$ref": "#/components/schemas/ErrorAnswer"}
    assert "HTTPValidationError" not in contract["components"]["schemas"]


def test_every_reference_leads_somewhere(contract: dict[str, Any]):
    schemas = contract["components"]["schemas"]
    for reference in references(contract):
        assert reference.rsplit("/", 1)[-1] in schemas


def test_only_what_comes_before_a_token_is_open(contract: dict[str, Any]):
    open_paths = {
        path
        for path, methods in contract["paths"].items()
        for operation in methods.values()
        if "security" not in operation
    }
    assert open_paths == {"/v1/health", "/v1/enrol", "/v1/challenge", "/v1/token"}


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("health_answer", shapes.HealthAnswer),
        ("enrol_request", enrolment_shapes.EnrolRequest),
        ("enrol_again_request", enrolment_shapes.EnrolRequest),
        ("enrol_answer", enrolment_shapes.EnrolAnswer),
        ("audit_request", audit_shapes.AuditRequest),
        ("audit_points_request", audit_shapes.AuditRequest),
        ("audit_answer", audit_shapes.AuditAnswer),
        ("audit_points_answer", audit_shapes.AuditAnswer),
        ("challenge_request", enrolment_shapes.ChallengeRequest),
        ("challenge_answer", enrolment_shapes.ChallengeAnswer),
        ("token_request", enrolment_shapes.TokenRequest),
        ("token_answer", enrolment_shapes.TokenAnswer),
        ("renew_request", enrolment_shapes.RenewRequest),
        ("push_unsure_request", shapes.PushRequest),
        ("renew_again_request", enrolment_shapes.RenewRequest),
        ("renew_answer", enrolment_shapes.EnrolAnswer),
        ("push_request", shapes.PushRequest),
        ("push_brief_request", shapes.PushRequest),
        ("push_answer", shapes.PushAnswer),
        ("push_repeated_answer", shapes.PushAnswer),
        ("push_unheard_request", shapes.PushRequest),
        ("push_unheard_answer", shapes.PushAnswer),
        ("push_heard_request", shapes.PushRequest),
        ("push_heard_answer", shapes.PushAnswer),
        ("pull_request", shapes.PullRequest),
        ("pull_answer", shapes.PullAnswer),
        ("pull_last_answer", shapes.PullAnswer),
        ("digest_request", shapes.DigestRequest),
        ("digest_answer", shapes.DigestAnswer),
        ("digest_rows_request", shapes.DigestRowsRequest),
        ("digest_rows_answer", shapes.DigestRowsAnswer),
        ("rows_request", shapes.RowsRequest),
        ("rows_answer", shapes.RowsAnswer),
        ("letter_blocks_request", shapes.LetterBlocksRequest),
        ("letter_blocks_answer", shapes.LetterBlocksAnswer),
    ],
)
def test_the_golden_messages_have_the_shapes_of_the_contract(name: str, shape: type[shapes.Shape]):
    message = golden(name)
    read = shape.model_validate(message)
    written = read.model_dump(by_alias=True, exclude_unset=True)
    assert written.keys() == message.keys()


def test_real_answers_have_the_shapes_of_the_contract(world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    pushed = desk.post("/v1/push", golden("push_request") | desk.asks())
    desk.mark = pushed.json["mark"]
    shapes.PushAnswer.model_validate(pushed.json)
    shapes.PullAnswer.model_validate(desk.page())
    reading = desk.asks(scope="reference", buckets=list(range(16)), items=[])
    for path, shape in (
        ("/v1/digest", shapes.DigestAnswer),
        ("/v1/digest/rows", shapes.DigestRowsAnswer),
        ("/v1/rows", shapes.RowsAnswer),
    ):
        shape.model_validate(desk.post(path, reading).json)


def references(value: Any) -> list[str]:
    if isinstance(value, list):
        return [found for part in value for found in references(part)]
    if not isinstance(value, dict):
        return []
    own = [value["$ref"]] if "$ref" in value else []
    return own + references(list(value.values()))
