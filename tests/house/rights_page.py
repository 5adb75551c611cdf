"""The tables of docs/rights.md, as the table of rights has them."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain import terms
from desktop_app.domain.people import OfficeKind, Role
from desktop_app.domain.permissions import ROLES_AT, RULES, Right, roles_with


def roles_of_offices() -> list[str]:
    """Which roles an office of each kind has."""
    return _table(
        ("kind of office", "code", "roles"),
        (
            (
                terms.OFFICE_KIND[kind],
                f"`{kind.value}`",
                _codes(role for role in Role if role in there),
            )
            for kind in OfficeKind
            for there in [ROLES_AT[kind]]
        ),
    )


def rights_of_roles() -> list[str]:
    """Who has each right, and on which cases."""
    return _table(
        ("right", "what somebody may do", "roles", "where it holds"),
        (
            (f"`{right.value}`", terms.RIGHT[right], _codes(roles_with(right)), _on_cases(right))
            for right in Right
        ),
    )


def _on_cases(right: Right) -> str:
    return terms.SIDE[RULES[right].side]


def _codes(roles: Iterable[Role]) -> str:
    return ", ".join(f"`{role.value}`" for role in roles)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    rule = "|".join("---" for _ in head)
    return [_line(head), f"|{rule}|", *(_line(row) for row in rows)]


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
