"""Brings the feed in line with cases: what changed to who has it, all of it to newcomers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from central_server import case_store, feed, identity, scope
from central_server.case_store import StandingCase
from central_server.feed import FeedRow, Holding, Item, feed_row
from central_server.scope import Onlookers
from desktop_app.domain.people import Office

_AT_ONCE = 500


class SharedCase(NamedTuple):
    """A case and what to tell of it.

    `holding` says who had it, None where those who see it do. `changed` are things that scopes may
    hold already, `added` things that were just made. Nobody sees a case that was taken back.
    `retells` says that who may know who reported has changed; the block is then in `changed`.
    """

    case: StandingCase
    holding: Holding | None
    is_new: bool = False
    changed: Sequence[Item] = ()
    added: Sequence[Item] = ()
    retells: bool = False


@dataclass(slots=True)
class _Rows:
    added: list[FeedRow] = field(default_factory=list)
    changed: list[FeedRow] = field(default_factory=list)
    gone: list[FeedRow] = field(default_factory=list)


def share(
    connection: Connection, cases: Sequence[SharedCase], who: Onlookers, now: datetime
) -> dict[UUID, Holding]:
    """Write to the feed, after what is told was stored; return who holds those handed on."""
    seen = [(one, {} if one.case.voided_at else who.viewers(one.case)) for one in cases]
    handed_on = {
        one.case.uid: Holding(frozenset(viewers), one.holding.ever | viewers.keys())
        for one, viewers in seen
        if one.holding is not None and viewers.keys() != one.holding.now
    }
    old = [one.case.uid for one in cases if not one.is_new and one.case.uid in handed_on]
    everything = _everything(connection, old) if old else {}
    rows = _Rows()
    for one, viewers in seen:
        _tell(one, viewers, everything.get(one.case.uid, ()), rows)
    feed.add(connection, rows.added)
    feed.announce(connection, rows.changed)
    feed.withdraw(connection, rows.gone, now)
    return handed_on


def share_every_case(connection: Connection, now: datetime) -> None:
    """Bring the feed in line with all cases, after an office joined that sees them."""
    for some in case_store.every_case(connection, at_once=_AT_ONCE):
        held = feed.holdings(connection, [case.uid for case in some])
        offices = {uid for case in some for uid in case.offices}
        cases = [SharedCase(case, held.get(case.uid, Holding())) for case in some]
        share(connection, cases, scope.onlookers(connection, offices), now)


def share_office(connection: Connection, uid: UUID, number: int, now: datetime) -> None:
    """Tell every desk of an office; `number` is the hash of its record."""
    _share_reference(connection, Item("office", uid, uid, now, number))


def share_person(connection: Connection, uid: UUID, number: int, now: datetime) -> None:
    """Tell every desk of an official; `number` is the hash of the record."""
    _share_reference(connection, Item("person", uid, uid, now, number))


def _share_reference(connection: Connection, item: Item) -> None:
    feed.announce(connection, [feed_row(scope.REFERENCE, item, None)])


def _tell(
    one: SharedCase, viewers: Mapping[str, Office], everything: Sequence[Item], rows: _Rows
) -> None:
    case = one.case

    held = viewers.keys() if one.holding is None else one.holding.now
    for name, viewer in viewers.items():
        if one.is_new:
            rows.added += _written(name, viewer, (*one.changed, *one.added), case)
        elif name in held:
            rows.added += _written(name, viewer, one.added, case)
            if one.changed:
                rows.changed += _written(name, viewer, one.changed, case)
            if one.retells:
                rows.gone += [
                    feed_row(name, item, case.uid)
                    for item in one.changed
                    if not scope.sees_item(viewer, item, case)
                ]
        else:
            rows.changed += _written(name, viewer, (case.item, *everything), case)
    for name in held - viewers.keys():
        rows.gone += [feed_row(name, item, case.uid) for item in (case.item, *everything)]


def _written(name: str, viewer: Office, items: Iterable[Item], case: StandingCase) -> list[FeedRow]:
    return [feed_row(name, item, case.uid) for item in items if scope.sees_item(viewer, item, case)]


def _everything(connection: Connection, uids: Sequence[UUID]) -> dict[UUID, list[Item]]:
    """Return what hangs on these cases, each with the case it hangs on."""
    found: dict[UUID, list[Item]] = {uid: [] for uid in uids}
    for uid, item in (*identity.items(connection, uids), *case_store.items(connection, uids)):
        found[uid].append(item)
    return found
