"""The matrix of role, right and kind of office, spelled out: the table must say exactly this."""

from __future__ import annotations

from itertools import chain, combinations
from uuid import uuid4

import pytest

from desktop_app.domain.people import Actor, OfficeKind, Role
from desktop_app.domain.permissions import ROLES_AT, RULES, Right, may, rights_of, roles_with

# Each cell names the kinds of office where the role carries the right: (R)egency, (D)istrict,
# (V)illage, (A)gency, (P)artner unit. The last column says on which cases it holds.
MATRIX = """
right         clerk verifier executor signer monitor office_admin regency_admin partner side
read          RDVA  RDVA     RDVA     RDVA   RDVAP   RDVAP        R             P       office
register      RDVA  RDVA     .        .      .       .            .             .       office
hear          RDVA  RDVA     .        .      .       .            .             .       taker
verify        .     RDVA     .        .      .       .            .             .       taker
assign        .     RDVA     .        .      .       .            .             .       taker
work          .     RDVA     RDVA     .      .       .            .             P       worker
progress      .     RDVA     RDVA     .      .       .            .             P       either
note          RDVA  RDVA     RDVA     RDVA   .       .            .             P       either
reply         .     RDVA     .        RDVA   .       .            .             .       either
close         .     RDVA     .        RDVA   .       .            .             .       taker
correct       RDVA  RDVA     .        .      .       .            .             .       either
void          RDVA  RDVA     .        .      .       .            .             .       own
see_identity  RDVA  RDVA     .        .      .       .            .             .       own
correct_identity RDVA RDVA  .        .      .       .            .             .       own
personal_data .     RDVA     .        .      .       .            .             .       own
print_receipt RDVA  RDVA     RDVA     RDVA   RDVAP   RDVAP        R             .       own
issue_letter  RDVA  RDVA     RDVA     RDVA   .       .            .             .       either
release       .     RDVA     .        .      .       .            .             .       office
keep_in_step  RDVA  RDVA     RDVA     RDVA   .       RDVAP        R             P       office
let_in        .     RDVA     .        RDVA   .       RDVAP        R             .       office
keep_copies   .     RDVA     .        RDVA   .       RDVAP        R             .       office
export_all    .     RDVA     .        RDVA   .       RDVAP        R             .       office
export_identities . .        .        RDVA   .       RDVAP        .             .       office
set_up_office .     RDVA     .        .      .       RDVAP        R             .       office
keep_regency  .     .        .        .      .       .            R             .       office
see_trail     .     .        .        .      .       RDVAP        R             .       office
"""
KINDS = {kind.value[0].upper(): kind for kind in OfficeKind}
HEAD, *ROWS = [line.split() for line in MATRIX.strip().splitlines()]
CELLS = [
    (Right(row[0]), Role(name), cell)
    for row in ROWS
    for name, cell in zip(HEAD[1:-1], row[1:-1], strict=True)
]


def somebody(*roles: Role, kind: OfficeKind) -> Actor:
    return Actor(uuid4(), "Contoh", uuid4(), kind, frozenset(roles))


def test_the_matrix_spells_every_right_role_and_kind_of_office() -> None:
    assert [row[0] for row in ROWS] == [right.value for right in Right]
    assert HEAD[1:-1] == [role.value for role in Role]
    assert len(KINDS) == len(OfficeKind)
    assert list(RULES) == list(Right)
    assert set(ROLES_AT) == set(OfficeKind)


@pytest.mark.parametrize(("right", "role", "cell"), CELLS)
def test_a_role_carries_a_right_exactly_where_the_matrix_says(
    right: Right, role: Role, cell: str
) -> None:
    found = "".join(
        letter for letter, kind in KINDS.items() if may(somebody(role, kind=kind), right)
    )
    assert found == cell.strip(".")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_right_holds_on_the_cases_that_the_matrix_says(row: list[str]) -> None:
    assert RULES[Right(row[0])].side.value == row[-1]


@pytest.mark.parametrize("kind", OfficeKind)
def test_several_roles_carry_what_each_carries_and_nothing_more(kind: OfficeKind) -> None:
    some = chain.from_iterable(combinations(Role, size) for size in (0, 2, 3, len(Role)))
    for roles in some:
        apart = frozenset().union(*(rights_of(frozenset({role}), kind) for role in roles))
        assert rights_of(frozenset(roles), kind) == apart


def test_who_has_no_role_may_do_nothing() -> None:
    assert not any(rights_of(frozenset(), kind) for kind in OfficeKind)


def test_a_monitor_changes_nothing_anywhere() -> None:
    for kind in OfficeKind:
        held = rights_of(frozenset({Role.MONITOR}), kind)
        assert held == {Right.READ, Right.PRINT_RECEIPT}


def test_who_has_a_right_is_listed_in_the_order_of_the_roles_as_far_as_they_are_there() -> None:
    assert roles_with(Right.WORK) == (Role.VERIFIER, Role.EXECUTOR, Role.PARTNER)
    assert roles_with(Right.WORK, OfficeKind.VILLAGE) == (Role.VERIFIER, Role.EXECUTOR)
    assert roles_with(Right.WORK, OfficeKind.PARTNER) == (Role.PARTNER,)
    assert roles_with(Right.REGISTER, OfficeKind.PARTNER) == ()
