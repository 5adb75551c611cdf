"""The server asks the same table as the desk: each push operation by each role and kind of office.

What it refuses carries the code NO_RIGHT and words that name who may; the desk keeps it aside.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from uuid import uuid4

import pytest

from central_server import directory
from desktop_app.domain import terms
from desktop_app.domain.cases import Case, Classification, Status
from desktop_app.domain.changes import Operation
from desktop_app.domain.people import Office, OfficeKind, Person, Role, acting
from desktop_app.domain.permissions import ROLES_AT, Right, may, roles_with
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from tests.builders import a_person, a_reporter, an_office
from tests.server.server_desk import Sent, ServerDesk
from tests.server.world import World

_SEQUENCES = count(1)
Write = Callable[[ServerDesk, Case], Sent]


# One line for each operation, some for each right that its bodies may need.
def _ended(desk: ServerDesk, case: Case) -> Sent:
    """Write that a release is over which a verifier gave a moment ago."""
    sitting, desk.person = desk.person, verifier(desk)
    given = desk.release(case, desk.world.office("GDS"))
    desk.done(given)
    desk.person = sitting
    return desk.take_back(given, case)


WRITTEN: list[tuple[Operation, Right, Write]] = [
    (Operation.CASE_CREATE, Right.REGISTER, lambda desk, _case: desk.create(desk.new_case())),
    (Operation.CASE_SET, Right.CORRECT, lambda desk, case: desk.correct(case, title="Baru")),
    (Operation.CASE_MOVE, Right.VERIFY, lambda desk, case: desk.move(case, MoveName.VERIFY)),
    (
        Operation.CASE_MOVE,
        Right.HEAR,
        lambda desk, case: desk.move(case, MoveName.ANSWER_AT_COUNTER),
    ),
    (
        Operation.REPORTER_PUT,
        Right.CORRECT_IDENTITY,
        lambda desk, case: desk.identify(case, a_reporter(case_uid=case.uid)),
    ),
    (
        Operation.REPORTER_SET,
        Right.CORRECT_IDENTITY,
        lambda desk, case: desk.correct_reporter(Reporter(case.uid), name="Baru"),
    ),
    (
        Operation.REPORTER_RESTRICT,
        Right.PERSONAL_DATA,
        lambda desk, case: desk.restrict(case, restricted=False),
    ),
    (Operation.REPORTER_ERASE, Right.PERSONAL_DATA, lambda desk, case: desk.erase(case)),
    (Operation.ENTRY_ADD, Right.NOTE, lambda desk, case: desk.write(case)),
    (Operation.ENTRY_ADD, Right.REPLY, lambda desk, case: desk.write(case, EntryKind.REPLY)),
    (
        Operation.ENTRY_ADD,
        Right.PROGRESS,
        lambda desk, case: desk.write(case, EntryKind.PROGRESS),
    ),
    (Operation.ATTACHMENT_LINK, Right.NOTE, lambda desk, case: desk.attach(case)),
    (
        Operation.LETTER_ISSUE,
        Right.ISSUE_LETTER,
        lambda desk, case: desk.issue(case, sequence=None, number=f"{uuid4()}"),
    ),
    (Operation.CASE_VOID, Right.VOID, lambda desk, case: desk.void(case, seen=9)),
    (Operation.CASE_REVIVE, Right.VOID, lambda desk, case: desk.revive(case)),
    (
        Operation.RELEASE_GIVE,
        Right.RELEASE,
        lambda desk, case: desk.release(case, desk.world.office("GDS")),
    ),
    (Operation.RELEASE_END, Right.RELEASE, _ended),
    (Operation.LETTER_VOID, Right.ISSUE_LETTER, lambda desk, _case: desk.spoil(next(_SEQUENCES))),
]
NAMES = [f"{operation.value}-{right.value}" for operation, right, _ in WRITTEN]


def with_one_person_a_role(world: World, office: Office) -> dict[Role, Person]:
    """Let there be somebody of each role alone, also of those that the office has not."""
    people = {
        role: a_person(uid=uuid4(), office_uid=office.uid, name=f"Uji {role.value}",
                       roles=frozenset({role}))
        for role in Role
    }  # fmt: skip
    with world.parts.database.write() as connection:
        for person in people.values():
            directory.add_person(connection, person, world.clock())
    return people


def answer_to(desk: ServerDesk, person: Person, write: Write, case: Case) -> dict[str, object]:
    """Let somebody of the office sit down and push what they wrote."""
    before, desk.person = desk.person, person
    try:
        (answer,) = desk.push(write(desk, case))
    finally:
        desk.person = before
    return answer


def test_every_operation_stands_in_the_table() -> None:
    assert {operation for operation, _, _ in WRITTEN} == set(Operation)


@pytest.mark.parametrize(("operation", "right", "write"), WRITTEN, ids=NAMES)
def test_a_push_is_refused_exactly_to_who_has_not_the_right(
    sqlite_desk: ServerDesk, operation: Operation, right: Right, write: Write
) -> None:
    desk = sqlite_desk
    people = with_one_person_a_role(desk.world, desk.office)
    for role, person in people.items():
        case = desk.new_case(
            classification=Classification.INFORMATION_REQUEST,
            complained_office_uid=desk.world.office("GDS").uid,
        )
        desk.done(desk.create(case))
        answer = answer_to(desk, person, write, case)
        if may(acting(person, desk.office), right):
            assert answer["answer"] == "done", (role, answer)
            continue
        assert (answer["answer"], answer["code"]) == ("rejected", "NO_RIGHT"), role
        assert any(terms.ROLE[able] in str(answer["words"]) for able in roles_with(right))


@pytest.mark.parametrize("kind", OfficeKind)
def test_a_role_counts_only_at_a_kind_of_office_that_has_it(world: World, kind: OfficeKind) -> None:
    office = an_office(uid=uuid4(), code="UJI", name="Kantor Uji", kind=kind)
    with world.parts.database.write() as connection:
        directory.add_office(connection, office, world.clock())
    people = with_one_person_a_role(world, office)
    desk = ServerDesk(world, "UJI", "Uji")
    taking = ServerDesk(world, "BBS", "Tono")
    for role, person in people.items():
        case = taking.new_case()
        assigned = replace(case, status=Status.VERIFIED)
        taking.done(
            taking.create(case),
            taking.move(case, MoveName.VERIFY, by=verifier(taking)),
            taking.move(
                assigned, MoveName.ASSIGN, by=verifier(taking), assigned_office_uid=office.uid
            ),
        )
        answer = answer_to(desk, person, lambda desk, case: desk.write(case), case)
        is_able = role in ROLES_AT[kind] and role in roles_with(Right.NOTE)
        assert answer["answer"] == ("done" if is_able else "rejected"), role


def test_a_partner_unit_works_on_what_is_assigned_to_it_and_sees_nothing_else(
    world: World,
) -> None:
    office = an_office(uid=uuid4(), code="SPPG", name="SPPG Bobotsari", kind=OfficeKind.PARTNER)
    with world.parts.database.write() as connection:
        directory.add_office(connection, office, world.clock())
    people = with_one_person_a_role(world, office)
    partner = ServerDesk(world, "SPPG", "Uji")
    partner.person = people[Role.PARTNER]
    taking = ServerDesk(world, "BBS", "Tono")
    first, other = taking.new_case(), taking.new_case()
    verified = replace(first, status=Status.VERIFIED)
    by = verifier(taking)
    taking.done(
        taking.create(first, a_reporter(case_uid=first.uid)),
        taking.create(other),
        taking.move(first, MoveName.VERIFY, by=by),
        taking.move(verified, MoveName.ASSIGN, by=by, assigned_office_uid=office.uid),
    )
    assert set(partner.holds("case")) == {str(first.uid)}
    assert partner.holds("reporter") == {}
    assigned = replace(verified, status=Status.ASSIGNED, assigned_office_uid=office.uid)
    partner.done(partner.move(assigned, MoveName.FOLLOW_UP))
    assert partner.refused(partner.write(first, EntryKind.REPLY)) == "NO_RIGHT"
    assert partner.refused(partner.create(partner.new_case())) == "NO_RIGHT"
    assert partner.refused(partner.write(other)) == "CASE_UNKNOWN"


def verifier(desk: ServerDesk) -> Person:
    return next(one for one in desk.people.values() if Role.VERIFIER in one.roles)
