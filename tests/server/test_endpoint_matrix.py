"""Each endpoint × who asks × whose data: the status, and no byte of another office.

There are tokens of devices alone; the person is named in each change and judged by the table of
rights (`test_what_a_role_may_write_is_what_the_table_of_rights_says`).
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

import pytest

from central_server.devices import revoke
from desktop_app.domain.people import OfficeKind, Role
from desktop_app.domain.permissions import ROLES_AT, Right, rights_of
from tests.server.databases import SqliteShelf
from tests.server.endpoints import ENDPOINTS, OTHER, OWN, Target
from tests.server.server_desk import ServerDesk
from tests.server.world import World

AT = sorted(ENDPOINTS)
ROLES = sorted(ROLES_AT[OfficeKind.DISTRICT], key=attrgetter("value"))
# Where an answer may hold what the desk's own office knows.
GIVES_OWN = {("post", "/v1/pull"), ("post", "/v1/digest/rows"), ("post", "/v1/rows")}
GIVES_OWN |= {("get", "/v1/files/{case}/{sha256}"), ("post", "/v1/push")}
READS = {"get", "post"}


def named(at: tuple[str, str]) -> str:
    return " ".join(at)


@pytest.fixture(scope="module")
def target(sqlite_shelf: SqliteShelf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    folder = tmp_path_factory.mktemp("matrix")
    world = World(sqlite_shelf.copy_to(folder / "server.db"), folder / "files")
    yield Target(world)
    world.close()


def test_the_matrix_has_every_endpoint_of_the_contract(target: Target):
    paths = target.world.app.openapi()["paths"]
    assert set(ENDPOINTS) == {(method, path) for path in paths for method in paths[path]}


@pytest.mark.parametrize("path", ["/v1/pull", "/v1/rows", "/v1/files/{case}/{sha256}"])
def test_traces_are_seen_where_they_may_stand(target: Target, path: str):
    (endpoint,) = (one for at, one in ENDPOINTS.items() if at[1] == path and at[0] in READS)
    assert target.traces_in(endpoint.ask(target.desk_of(OWN, Role.CLERK), target))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("at", AT, ids=named)
def test_a_desk_of_the_own_office_is_answered_whoever_works_at_it(
    target: Target, at: tuple[str, str], role: Role
):
    desk = target.desk_of(OWN, role)
    answer = ENDPOINTS[at].ask(desk, target)
    assert answer.status == ENDPOINTS[at].own, answer.body
    if at not in GIVES_OWN:
        assert target.traces_in(answer) == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("at", AT, ids=named)
def test_a_desk_of_another_office_gets_no_byte_of_this_one(
    target: Target, at: tuple[str, str], role: Role
):
    answer = ENDPOINTS[at].ask(target.desk_of(OTHER, role), target)
    assert answer.status == ENDPOINTS[at].other, answer.body
    assert target.traces_in(answer) == []
    if at == ("post", "/v1/push"):
        assert [one["answer"] for one in answer.json["answers"]] == ["rejected"]


@pytest.mark.parametrize("office", [OWN, OTHER])
@pytest.mark.parametrize("at", AT, ids=named)
@pytest.mark.parametrize("token", ["none", "unknown", "of another kind", "expired", "revoked"])
def test_without_a_good_token_only_what_is_open_is_answered(
    target: Target, at: tuple[str, str], token: str, office: str
):
    desk = target.desk_of(office, Role.VERIFIER)
    _spoil(desk, target, token, office)
    answer = ENDPOINTS[at].ask(desk, target)
    refused = 403 if token == "revoked" else 401
    assert answer.status == (ENDPOINTS[at].own if ENDPOINTS[at].is_open else refused)
    assert target.traces_in(answer) == []


def _spoil(desk: ServerDesk, target: Target, token: str, office: str) -> None:
    match token:
        case "none":
            desk.token = ""
        case "unknown":
            desk.token = "x" * 43
        case "of another kind":
            desk.token = desk.challenge()
        case "expired":
            desk.token = target.late[office].token
        case _:
            with target.world.parts.database.write() as connection:
                revoke(connection, desk.uid, target.world.clock())


@pytest.mark.parametrize("role", ROLES)
def test_what_a_role_may_write_is_what_the_table_of_rights_says(target: Target, role: Role):
    desk = target.desk_of(OWN, role)
    (answer,) = desk.push(desk.write(target.case))
    may = Right.NOTE in rights_of(frozenset({role}), OfficeKind.DISTRICT)
    assert answer["answer"] == ("done" if may else "rejected")


@pytest.mark.parametrize("role", ROLES)
def test_a_desk_cannot_write_in_the_name_of_somebody_of_another_office(target: Target, role: Role):
    stranger = target.desk_of(OTHER, Role.VERIFIER).person
    desk = target.desk_of(OWN, role)
    change = desk.change("entry.add", target.case, desk.write(target.case)["body"], by=stranger)
    (answer,) = desk.push(change)
    assert answer["answer"] == "rejected"
