"""Who may do what, in words that the table of rights gives."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from desktop_app.domain import terms
from desktop_app.domain.people import Actor, OfficeKind, Role
from desktop_app.domain.permissions import ROLES_AT, RULES, Right, Side, may, roles_with

_A_PAIR = 2


def why_not(right: Right, kind: OfficeKind | None = None) -> str:
    """Say who may do what somebody may not, of those an office of this kind has.

    `Hanya petugas loket atau verifikator yang dapat mencetak tanda terima.`
    """
    roles, side = roles_with(right, kind), RULES[right].side
    if not roles:
        return QCoreApplication.translate("Rights", "Kantor ini tidak dapat {act}.").format(
            act=terms.RIGHT[right]
        )
    if kind is not None and set(roles) == set(ROLES_AT[kind]):
        return _only_there(right, side)
    if side is Side.OFFICE:
        return QCoreApplication.translate("Rights", "Hanya {roles} yang dapat {act}.").format(
            roles=any_of(roles), act=terms.RIGHT[right]
        )
    return QCoreApplication.translate(
        "Rights", "Hanya {roles} di {office} yang dapat {act}."
    ).format(roles=any_of(roles), office=terms.SIDE[side], act=terms.RIGHT[right])


def refusal_of(right: Right, actor: Actor) -> str:
    """Say why somebody may not do something; empty for who may."""
    return "" if may(actor, right) else why_not(right, actor.office_kind)


def _only_there(right: Right, side: Side) -> str:
    """Whoever has a role has the right, so it is the office, or there is no role at all."""
    if side is Side.OFFICE:
        return QCoreApplication.translate(
            "Rights", "Anda belum memegang peran di kantor ini, jadi belum dapat {act}."
        ).format(act=terms.RIGHT[right])
    return QCoreApplication.translate("Rights", "Hanya {office} yang dapat {act}.").format(
        office=terms.SIDE[side], act=terms.RIGHT[right]
    )


def any_of(roles: Iterable[Role]) -> str:
    """Join alternatives: `verifikator, pelaksana, atau unit mitra`."""
    words = [terms.ROLE[role] for role in roles]
    if len(words) <= _A_PAIR:
        return QCoreApplication.translate("Rights", " atau ").join(words)
    return QCoreApplication.translate("Rights", "{these}, atau {last}").format(
        these=", ".join(words[:-1]), last=words[-1]
    )


def roles_words(roles: Iterable[Role]) -> str:
    """Name what somebody does at their office: `Petugas loket, verifikator`."""
    held = set(roles)
    words = ", ".join(terms.ROLE[role] for role in Role if role in held)
    return words[:1].upper() + words[1:] or QCoreApplication.translate("Rights", "Tanpa peran")
