"""Who signs in on this PC, and who of the office could be let in."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.key_holders import KeyHolder
from desktop_app.domain.people import Person
from desktop_app.domain.permissions import Right, may
from desktop_app.services.access.lock_setting import lock_after
from desktop_app.services.context import DeskContext


@dataclass(frozen=True, slots=True)
class WhoSignsIn:
    """`others` work at the office and have no way in yet; `may_let_in` is of who asks.

    `lock_after` is in minutes; `code_on_paper` says whether a printed code opens this PC.
    """

    holders: tuple[KeyHolder, ...]
    others: tuple[Person, ...]
    may_let_in: bool
    lock_after: int
    code_on_paper: bool


def who_signs_in(context: DeskContext) -> WhoSignsIn:
    """Look; raises PROFILE_DAMAGED where the key file cannot be read."""
    holders = tuple(context.keys.holders())
    here = {holder.uid for holder in holders}
    with context.open_read() as work:
        people = work.directory.people_of(context.office.uid)
    others = tuple(one for one in people if one.active and one.uid not in here)
    return WhoSignsIn(
        holders,
        others,
        may_let_in=may(context.actor, Right.LET_IN),
        lock_after=lock_after(context),
        code_on_paper=context.keys.has_recovery_code(),
    )
