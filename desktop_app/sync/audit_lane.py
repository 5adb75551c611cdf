"""Brings the audit trail to the server, entry by entry in order, where nobody here can alter it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop_app.domain.audit import AuditEntry, AuditKind, Link, Noted, signed_words
from desktop_app.domain.audit_check import StoredEntry
from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.ports import UnitOfWork
from desktop_app.sync.audit_messages import MOST_ENTRIES, entries_body, points_body
from desktop_app.sync.desk import Desk
from desktop_app.sync.failures import NOTHING_THERE
from desktop_app.sync.report import Tally
from desktop_app.sync.server import CentralServer

_PARTED = "audit_parted"


@dataclass(frozen=True, slots=True)
class Parcel:
    """The next entries of a chain; `loose` where what they follow is not here as it was."""

    chain: bytes
    entries: Sequence[AuditEntry]
    loose: bool


def bring_audit(desk: Desk, server: CentralServer, tally: Tally) -> None:
    """Bring what the server does not keep yet; trouble leaves it for the next round.

    A server of an earlier program keeps no trail: it is asked again each round, without complaint.
    """
    try:
        _bring(desk, server)
    except ExpectedError as error:
        if error.facts.get("code") != NOTHING_THERE:
            tally.note(error)


def _bring(desk: Desk, server: CentralServer) -> None:
    has_asked = False
    while not desk.cancelled():
        with desk.open_read() as work:
            parcel = next_parcel(work)
        if parcel is None:
            return
        told = server.bring_audit(_written(parcel, server.identity))
        if told.kept is not None:
            _remember(desk, server.identity, parcel.entries[-1].link, parted=told.parted)
        elif has_asked:
            return  # the server says one thing and the other: the next round asks again
        else:
            has_asked = True
            _ask_how_far(desk, server)


def next_parcel(work: UnitOfWork) -> Parcel | None:
    """Return the entries after what the server keeps, up to the first that is not whole."""
    head, kept = work.audit.head(), work.audit.kept()
    first = kept.number + 1
    while first <= head.number:
        rows = work.audit.stored(first=first, last=head.number, most=MOST_ENTRIES)
        if not rows:
            return None
        entries = _first_whole_run(rows)
        if entries:
            begins = entries[0]
            follows = (begins.number, begins.previous) == (kept.number + 1, kept.hash)
            return Parcel(work.audit.chain(), entries, loose=not follows)
        first = rows[-1].number + 1
    return None


def _first_whole_run(rows: Sequence[StoredEntry]) -> list[AuditEntry]:
    run: list[AuditEntry] = []
    for row in rows:
        entry = row.entry if row.is_whole else None
        if run and (entry is None or entry.previous != run[-1].hash):
            break
        if entry is not None:
            run.append(entry)
    return run


def _written(parcel: Parcel, identity: DeviceIdentity) -> bytes:
    signature = signed(parcel.entries[-1].link, identity.private_key, identity.server_id)
    return entries_body(parcel.chain, parcel.entries, signature, loose=parcel.loose)


def signed(link: Link, private_key: bytes, server_id: UUID) -> bytes:
    """Sign the newest entry with the key of this desk."""
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    return key.sign(signed_words(server_id, link))


def _ask_how_far(desk: Desk, server: CentralServer) -> None:
    """Find the newest entry that both sides have: the server was restored, or this desk was."""
    with desk.open_read() as work:
        points = work.audit.links(_points(work.audit.head().number))
        chain = work.audit.chain()
    told = server.bring_audit(points_body(chain, points))
    common = next((point for point in points if point.number == told.kept), Link())
    with desk.open_fetched() as work:
        work.audit.set_kept(common)
        work.commit()


def _points(head: int) -> list[int]:
    """Number entries from the newest back to the first, twice as far apart each time."""
    back, points = 1, [head]
    while head - back > 1:
        points.append(head - back)
        back *= 2
    return [*points, 1]


def _remember(desk: Desk, identity: DeviceIdentity, kept: Link, *, parted: int | None) -> None:
    """Note how far the server is; that a copy of this desk went its own way is an entry itself.

    An entry must outlive a power cut, or the chain would go on another way than was sent.
    """
    with (desk.open_fetched if parted is None else desk.open_work)() as work:
        work.audit.set_kept(kept)
        if parted is not None and parted not in (noted := _noted_partings(work)):
            work.state.set_fact(_PARTED, [*noted, parted])
            facts = {"after": str(parted)}
            work.audit.note(
                Noted(AuditKind.TRAIL_PARTED, desk.clock(), identity.device_uid, None, facts=facts)
            )
        work.commit()


def _noted_partings(work: UnitOfWork) -> list[int]:
    noted = work.state.fact(_PARTED) or []
    return noted if isinstance(noted, list) else [noted]  # an earlier program kept the last alone
