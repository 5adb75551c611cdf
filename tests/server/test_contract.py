"""OpenAPI is the contract: every path is in it with every error it may answer."""

from __future__ import annotations

from typing import Any

import pytest

from central_server.api import shapes
from tests.server.server_desk import ServerDesk
from tests.server.world import World, golden

ENDPOINTS = {
    ("get", "/v1/health"): set(),
    ("post", "/v1/enrol"): {"400", "404", "409", "413", "422"},
    ("post", "/v1/challenge"): {"400", "413"},
    ("post", "/v1/token"): {"400", "401", "403", "413"},
    ("post", "/v1/push"): {"400", "401", "403", "413", "422"},
    ("post", "/v1/pull"): {"400", "401", "403", "413", "422"},
    ("put", "/v1/files/{case}/{sha256}"): {"400", "401", "403", "404", "409", "413"},
    ("get", "/v1/files/{case}/{sha256}"): {"400", "401", "403", "404"},
    ("head", "/v1/files/{case}/{sha256}"): {"400", "401", "403", "404"},
}


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
    assert told == {at: errors | {"500", "503"} for at, errors in ENDPOINTS.items()}


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
        ("enrol_request", shapes.EnrolRequest),
        ("enrol_answer", shapes.EnrolAnswer),
        ("challenge_request", shapes.ChallengeRequest),
        ("challenge_answer", shapes.ChallengeAnswer),
        ("token_request", shapes.TokenRequest),
        ("token_answer", shapes.TokenAnswer),
        ("push_request", shapes.PushRequest),
        ("push_answer", shapes.PushAnswer),
        ("push_repeated_answer", shapes.PushAnswer),
        ("pull_request", shapes.PullRequest),
        ("pull_answer", shapes.PullAnswer),
        ("pull_last_answer", shapes.PullAnswer),
    ],
)
def test_the_golden_messages_have_the_shapes_of_the_contract(name: str, shape: type[shapes.Shape]):
    message = golden(name)
    read = shape.model_validate(message)
    written = read.model_dump(by_alias=True)
    assert written.keys() == message.keys()


def test_real_answers_have_the_shapes_of_the_contract(world: World):
    desk = ServerDesk(world, "BBS", "Rina")
    pushed = desk.post("/v1/push", golden("push_request"))
    shapes.PushAnswer.model_validate(pushed.json)
    shapes.PullAnswer.model_validate(desk.page())


def references(value: Any) -> list[str]:
    if isinstance(value, list):
        return [found for part in value for found in references(part)]
    if not isinstance(value, dict):
        return []
    own = [value["$ref"]] if "$ref" in value else []
    return own + references(list(value.values()))
