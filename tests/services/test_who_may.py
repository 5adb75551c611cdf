"""Every use case refuses who may not, in words, and nothing has changed then."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, replace

import pytest

from desktop_app import services
from desktop_app.domain import terms
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.people import Role
from desktop_app.domain.permissions import Right, may, roles_with
from desktop_app.services.context import DeskContext
from desktop_app.ui.words.troubles import trouble_words
from tests.builders import DISTRICT_UID, an_office
from tests.desk import Desk, an_agency
from tests.services.guarded import Call
from tests.services.open_use_cases import OPEN
from tests.services.people import at_office
from tests.services.use_cases import ABOUT_A_CASE, GUARDED, PARTS

REFUSALS = {Trouble.NOT_ALLOWED, Trouble.MOVE_REFUSED}


def functions_given_a_context() -> Iterator[str]:
    for module in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
        found = inspect.getmembers(importlib.import_module(module.name), inspect.isfunction)
        for name, function in found:
            annotations = [str(one) for one in inspect.get_annotations(function).values()]
            is_own = function.__module__ == module.name and not name.startswith("_")
            if is_own and "DeskContext" in annotations:
                yield f"{module.name}.{name}".removeprefix(f"{services.__name__}.")


def refusal_of(call: Call, context: DeskContext) -> ExpectedError | None:
    """What the table of rights has against a call; other trouble is none of its business."""
    try:
        call(context)
    except ExpectedError as error:
        return error if error.trouble in REFUSALS else None
    return None


def what_stands(desk: Desk) -> tuple[object, ...]:
    with desk.context.open_read() as work:
        return (
            work.cases.count(),
            work.outbox.newest_waiting(),
            work.outbox.count_rejected(),
            work.conflicts.count(),
            work.notices.count(),
            work.state.last_entry_at(),
            tuple(desk.context.keys.holders()),
        )


def test_every_use_case_stands_in_the_table_once() -> None:
    listed = [*{name.split(" ")[0] for name in GUARDED}, *OPEN, *PARTS]
    assert sorted(listed) == sorted(functions_given_a_context())


@pytest.mark.parametrize("name", GUARDED)
def test_who_may_not_is_refused_in_words_and_who_may_is_not(shared_desk: Desk, name: str) -> None:
    guarded = GUARDED[name]
    call = guarded.ready(shared_desk)
    before = what_stands(shared_desk)
    for role in Role:
        context = shared_desk.with_roles(role)
        if may(context.actor, guarded.right):
            continue
        refused = refusal_of(call, context)
        assert refused is not None, role
        words = trouble_words(refused)
        able = [terms.ROLE[one] for one in roles_with(guarded.right, context.office.kind)]
        assert any(word in words for word in (*able, "memegang peran", "kantor yang"))
    nobody = refusal_of(call, shared_desk.with_roles())
    assert nobody is not None
    assert trouble_words(nobody)
    assert what_stands(shared_desk) == before
    able_role, *_ = roles_with(guarded.right, shared_desk.context.office.kind)
    assert refusal_of(call, shared_desk.with_roles(able_role)) is None


@pytest.mark.parametrize("name", ABOUT_A_CASE)
def test_all_roles_of_an_office_that_has_nothing_to_do_with_the_case_do_not_help(
    shared_desk: Desk, name: str
) -> None:
    call = GUARDED[name].ready(shared_desk)
    stranger = at_office(shared_desk, an_agency(), *Role)
    stranger = replace(
        stranger, person=replace(stranger.person, uid=shared_desk.context.person.uid)
    )
    refused = refusal_of(call, stranger)
    assert refused is not None
    assert trouble_words(refused)


def test_a_role_that_was_taken_away_counts_no_more_though_somebody_is_signed_in(
    shared_desk: Desk,
) -> None:
    context = replace(shared_desk.context, roles_now=lambda _person: frozenset({Role.MONITOR}))
    assert context.person.roles > {Role.CLERK}
    assert refusal_of(GUARDED["register_case.register_case"].ready(shared_desk), context)


def test_nobody_acts_without_a_name() -> None:
    """The person, the office and the device of a context are given, never made up."""
    must = {"person", "office", "device"}
    given = {field.name for field in fields(DeskContext) if field.default is field.default_factory}
    assert must <= given
    for name in functions_given_a_context():
        module, _, function = name.rpartition(".")
        found = getattr(importlib.import_module(f"{services.__name__}.{module}"), function)
        assert inspect.signature(found).parameters["context"].default is inspect.Parameter.empty


def test_a_person_of_another_office_is_not_taken_for_one_of_this(shared_desk: Desk) -> None:
    regency_role = shared_desk.with_roles(Role.REGENCY_ADMIN)
    assert regency_role.office.uid == DISTRICT_UID
    assert not may(regency_role.actor, Right.READ)
    assert an_office().kind is regency_role.office.kind
