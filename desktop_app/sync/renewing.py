"""What a desk does when it was copied or restored, or when its server was: nothing is lost."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from desktop_app.domain.devices import DeviceIdentity, SyncMarks
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.letter_numbers import LetterBlock
from desktop_app.domain.notices import Notice, NoticeKind
from desktop_app.domain.ports import UnitOfWork
from desktop_app.sync import wire
from desktop_app.sync.desk import Desk
from desktop_app.sync.device_key import DeviceKey, key_of, new_device_key
from desktop_app.sync.enrolment import LONGEST_DEVICE_NAME
from desktop_app.sync.leftovers import look_for_leftovers
from desktop_app.sync.letter_supply import block_from
from desktop_app.sync.server import CentralServer

KEPT_FOR = timedelta(days=30)  # how long the desk can offer again what the server had taken
_RENEWAL = "renewal"
_ANCESTORS = "ancestors"
_FEED_INDEX = "feed_index_ready"


def feed_index_is_ready(work: UnitOfWork) -> bool:
    """Say whether this desk has ever compared itself with its server."""
    return bool(work.state.fact(_FEED_INDEX))


def prepare_feed_index(desk: Desk) -> None:
    """Have a desk that never compared itself with its server read everything anew, once."""
    with desk.open_work() as work:
        _read_anew(work, work.state.sync_marks())
        work.state.set_fact(_FEED_INDEX, "ready")
        work.commit()


def take_new_identity(desk: Desk, server: CentralServer, _: ExpectedError) -> None:
    """Become a device of one's own: this desk is a copy, or was restored from one.

    Its work and its unsent changes stay; its numbers begin anew under another letter. What the
    server had taken lately is offered again: the mark of a copy cannot tell whether the server was
    set back as well. The new key is durable before it is shown, so that a lost answer costs
    nothing.
    """
    _renew(desk, server, before=None)


def _renew(desk: Desk, server: CentralServer, *, before: wire.Forgotten | None) -> None:
    key = _renewal_key(desk)
    name = socket.gethostname()[:LONGEST_DEVICE_NAME]
    told = server.renew(key.public, name, before=before)
    block = block_from(told.letter_block)
    try:
        server_key = wire.key_from(told.kurir_key)
    except ValueError as error:
        raise ExpectedError(Trouble.SERVER_NONSENSE) from error
    new = replace(
        server.identity,
        device_uid=told.device.uid,
        letter=told.device.letter,
        private_key=key.private,
    )
    given = Told(new, block, server_key, told.epoch)
    with desk.open_work() as work:
        become(desk, work, server.identity, told=given, notice=NoticeKind.IDENTITY_RENEWED)
        work.state.set_fact(_RENEWAL, None)
        work.commit()


@dataclass(frozen=True, slots=True)
class Told:
    """What a desk is told when it becomes a device once more; `server_key` is for bundles."""

    identity: DeviceIdentity
    block: LetterBlock
    server_key: bytes
    epoch: str


def become(
    desk: Desk, work: UnitOfWork, old: DeviceIdentity, *, told: Told, notice: NoticeKind
) -> None:
    """Turn into another device with everything that is here, and tell people by a notice."""
    new = told.identity
    facts = {"old": _letter(work), "new": new.letter}
    _remember_ancestor(work, old)
    work.state.set_identity(new)
    work.state.set_server_key(told.server_key)
    _number_anew(work, told.block, same_letter=facts["old"] == facts["new"])
    _offer_again(work)
    _read_anew(work, SyncMarks({}, told.epoch))
    _tell(desk, work, notice, facts)


def _number_anew(work: UnitOfWork, block: LetterBlock, *, same_letter: bool) -> None:
    """Begin with the numbers told.

    A server that was set back may give the letter or the block that this desk had: then it counts
    on.
    """
    known = {one.first: one.next_number for one in work.numbers.letter_blocks(block.year)}
    reached = work.numbers.next_register_sequence(block.year) - 1
    work.numbers.start_anew()
    if same_letter:
        work.numbers.count_on_from(block.year, reached)
    used_to = known.get(block.first, block.first)
    work.numbers.put_letter_block(replace(block, next_number=used_to))


def renew_as_an_ancestor(desk: Desk, server: CentralServer, unknown: ExpectedError) -> None:
    """Take a new identity as one of the devices that this desk was before.

    The server does not know the present one: it was set back to a time before it made it, and the
    mark of the present one tells it so. Raises `unknown` where it knows none of the others either.
    """
    with desk.open_read() as work:
        ancestors = work.state.fact(_ANCESTORS) or []
        mark = work.state.sync_marks().mark
    if ancestors and _is_known_after_all(server):
        return
    before = wire.Forgotten(server.identity.device_uid, mark) if mark else None
    for ancestor in reversed(ancestors):
        older = server.for_device(
            UUID(ancestor["device_uid"]), bytes.fromhex(ancestor["private_key"])
        )
        try:
            _renew(desk, older, before=before)
        except ExpectedError as error:
            if error.trouble is not Trouble.DEVICE_UNKNOWN:
                raise
        else:
            return
    raise unknown


def _is_known_after_all(server: CentralServer) -> bool:
    """Say whether a second sign-in succeeds: the line may have repeated the first."""
    try:
        server.sign_in()
    except ExpectedError as error:
        if error.trouble is not Trouble.DEVICE_UNKNOWN:
            raise
        return False
    return True


def offer_again(desk: Desk, _: CentralServer, error: ExpectedError) -> None:
    """Meet a server that was restored in the middle of a round."""
    meet_restored_server(desk, error)


def meet_restored_server(desk: Desk, error: ExpectedError) -> None:
    """Send once more what the server had taken lately: it may have lost it.

    Nothing here is deleted; everything is read anew.
    """
    epoch = error.facts.get("epoch")
    if not epoch:
        raise ExpectedError(Trouble.SERVER_NONSENSE)
    with desk.open_work() as work:
        marks = work.state.sync_marks()
        _offer_again(work)
        _read_anew(work, replace(marks, epoch=epoch))
        if marks.epoch:
            _tell(desk, work, NoticeKind.SERVER_RESTORED, {})
        work.commit()


Cure = Callable[[Desk, CentralServer, ExpectedError], None]
CURES: Mapping[Trouble, Cure] = {
    Trouble.DEVICE_CLONED: take_new_identity,
    Trouble.DEVICE_UNKNOWN: renew_as_an_ancestor,
    Trouble.SERVER_RESTORED: offer_again,
}


def _renewal_key(desk: Desk) -> DeviceKey:
    with desk.open_work() as work:
        kept = work.state.fact(_RENEWAL)
        if kept is not None:
            return key_of(bytes.fromhex(kept))
        key = new_device_key()
        work.state.set_fact(_RENEWAL, key.private.hex())
        work.commit()
    return key


def _letter(work: UnitOfWork) -> str:
    identity = work.state.identity()
    return "" if identity is None else identity.letter


def _remember_ancestor(work: UnitOfWork, identity: DeviceIdentity) -> None:
    """Keep what this desk was: a server that is set back may know no other of it."""
    ancestor = {
        "device_uid": str(identity.device_uid),
        "private_key": identity.private_key.hex(),
    }
    known = [one for one in work.state.fact(_ANCESTORS) or [] if one != ancestor]
    work.state.set_fact(_ANCESTORS, [*known, ancestor])


def _offer_again(work: UnitOfWork) -> None:
    work.outbox.offer_again()
    work.transfers.offer_again()
    work.audit.doubt_kept()


def read_everything_anew(work: UnitOfWork) -> None:
    """Forget how far this desk has read: what lies here is of another day than its marks."""
    _read_anew(work, work.state.sync_marks())


def _read_anew(work: UnitOfWork, marks: SyncMarks) -> None:
    look_for_leftovers(work)
    work.feed.clear()
    work.state.set_sync_marks(replace(marks, cursors={}))


def _tell(desk: Desk, work: UnitOfWork, kind: NoticeKind, facts: dict[str, str]) -> None:
    work.notices.add(Notice(desk.new_uid(), kind, desk.clock(), facts=facts))
