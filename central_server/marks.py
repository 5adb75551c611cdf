"""A mark is the receipt of a push that only this server can write: it tells copies apart.

A mark counts the pushes of its device and carries a random word and the epoch it was given in. A
push that shows the newest mark gets a new word. One that repeats a push whose answer was lost keeps
the word, because its desk may come to hold either answer.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, bindparam, select, true, update

from central_server.epochs import RestoredError
from central_server.errors import clone, other_epoch, unreadable
from central_server.schema import device, server
from central_server.tokens import SignedIn

_COUNT_BYTES = 8
_WORD_BYTES = 16
_EPOCH_BYTES = 16
_CONTENT_BYTES = _COUNT_BYTES + _WORD_BYTES + _EPOCH_BYTES
_SEAL_BYTES = hashlib.sha256().digest_size
_NO_EPOCH = UUID(int=0)
# Challenges are sealed with the same key; neither must pass for the other.
_PURPOSE = b"loket-aduan mark"

# What is known of a device beside its uid.
REMEMBERED = (device.c.mark, device.c.mark_before, server.c.epoch, server.c.challenge_key)
_KNOWN: Select[Any] = (
    select(device.c.uid, *REMEMBERED)
    .join_from(device, server, true())
    .where(device.c.uid == bindparam("device"))
)
# One push of a device at a time, or a request sent twice would race itself.
_HELD: Select[Any] = _KNOWN.with_for_update(of=device, key_share=True)


@dataclass(frozen=True, slots=True)
class Mark:
    """The receipt of the push number `count`; the default stands before the first push.

    `epoch` is the life of the database that took the push.
    """

    count: int = 0
    word: bytes = b""
    epoch: UUID = _NO_EPOCH


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the server knows of a device: the newest mark it gave and the one shown for it.

    `epoch` is the one that stands.
    """

    newest: Mark
    before: Mark
    epoch: UUID

    @property
    def has_pushed_in_epoch(self) -> bool:
        """Whether the server knows of a push of this device in the epoch that stands."""
        return self.newest.epoch == self.epoch


class Verdict(Enum):
    """What a mark says of who shows it."""

    GOES_ON = "goes on"
    CLONE = "clone"
    AHEAD = "ahead"


def judge(remembered: Remembered, shown: Mark, *, answer_may_be_lost: bool) -> Verdict:
    """Judge a mark.

    `answer_may_be_lost` says that the request repeats something that was answered before, or comes
    from a desk with changes that still wait for an answer.
    """
    if shown == remembered.newest:
        return Verdict.GOES_ON
    if not remembered.has_pushed_in_epoch:
        # A mark of this very epoch says that there was a push which the database has forgotten.
        return Verdict.AHEAD if shown.epoch == remembered.epoch else Verdict.GOES_ON
    if shown.epoch == remembered.epoch and shown.count > remembered.newest.count:
        return Verdict.AHEAD
    is_of_the_last_push = shown == remembered.before or shown.word == remembered.newest.word
    if is_of_the_last_push and answer_may_be_lost:
        return Verdict.GOES_ON
    return Verdict.CLONE


def after(remembered: Remembered, shown: Mark, new_word: bytes) -> Mark:
    """Return the mark for a push that was let in with this one."""
    is_repeated = remembered.has_pushed_in_epoch and shown != remembered.newest
    word = remembered.newest.word if is_repeated else new_word
    return Mark(max(remembered.newest.count, shown.count) + 1, word, remembered.epoch)


def hold(connection: Connection, sender: SignedIn) -> Row[Any]:
    """Let a device have one push at a time; what was answered before is to be read after this."""
    return _known(connection, sender, hold=True)


@dataclass(frozen=True, slots=True)
class Admitted:
    """A push that goes on, by the mark it showed."""

    mark: str
    shown: Mark
    remembered: Remembered


def admit(held: Row[Any], *, mark: str, epoch: UUID, answer_may_be_lost: bool) -> Admitted:
    """Judge a push, in its transaction, by what `hold` gave.

    `answer_may_be_lost` says that a change of it was answered to this device before, or that the
    desk is unsure of its last push. Raises RequestError EPOCH, CLONE or UNREADABLE, and
    RestoredError, which whoever began the transaction turns into a new epoch
    (`epochs.noticing_a_restore`). A push of schema 1 shows no mark and is not brought here.
    """
    shown = _opened(held, mark)
    remembered = _judged(held, shown, epoch, answer_may_be_lost=answer_may_be_lost)
    return Admitted(mark, shown, remembered)


def receipt(
    connection: Connection, held: Row[Any], admitted: Admitted, *, brings_news: bool
) -> str:
    """Return the mark to answer a push with; `brings_news` says that it got an answer to keep.

    Without one the newest mark stands. Nothing would tell such a push, should it arrive again, from
    one of a copy.
    """
    if not brings_news:
        return str(held.mark)
    remembered = admitted.remembered
    new = after(remembered, admitted.shown, secrets.token_bytes(_WORD_BYTES))
    sealed = seal(held.challenge_key, held.uid, new)
    connection.execute(
        update(device)
        .where(device.c.uid == held.uid)
        .values(push_count=new.count, mark=sealed, mark_before=admitted.mark)
    )
    return sealed


def check(connection: Connection, sender: SignedIn, *, mark: str, epoch: UUID, waits: bool) -> None:
    """Judge a request that only reads; `waits` says that its desk has changes to send.

    Raises as `admit` does.
    """
    check_known(_known(connection, sender, hold=False), mark=mark, epoch=epoch, waits=waits)


def check_known(known: Row[Any], *, mark: str, epoch: UUID, waits: bool) -> None:
    """Judge a request as `check` does, of whose device `uid` and `REMEMBERED` were read."""
    _judged(known, _opened(known, mark), epoch, answer_may_be_lost=waits)


def epoch_of(connection: Connection, device_uid: UUID, text: str) -> UUID | None:
    """Return in which epoch this server gave a device this mark; None if it never did.

    The device may be one that it does not know any more.
    """
    key = connection.execute(select(server.c.challenge_key)).scalar_one()
    try:
        mark = unseal(key, device_uid, text)
    except ValueError:
        return None
    return mark.epoch if text else None


def seal(key: bytes, device_uid: UUID, mark: Mark) -> str:
    """Write a mark as its device carries it."""
    content = mark.count.to_bytes(_COUNT_BYTES, "big") + mark.word + mark.epoch.bytes
    return _written(content + _seal(key, device_uid, content))


def unseal(key: bytes, device_uid: UUID, text: str) -> Mark:
    """Read a mark, the empty one too; ValueError for one that this server did not give."""
    if not text:
        return Mark()
    try:
        sealed = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error
    if _written(sealed) != text:
        raise ValueError("another spelling of base64")
    content, seal_shown = sealed[:-_SEAL_BYTES], sealed[-_SEAL_BYTES:]
    if len(content) != _CONTENT_BYTES:
        raise ValueError("another length")
    if not hmac.compare_digest(seal_shown, _seal(key, device_uid, content)):
        raise ValueError("not sealed here for this device")
    return Mark(
        count=int.from_bytes(content[:_COUNT_BYTES], "big"),
        word=content[_COUNT_BYTES:-_EPOCH_BYTES],
        epoch=UUID(bytes=content[-_EPOCH_BYTES:]),
    )


def _written(sealed: bytes) -> str:
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode("ascii")


def _known(connection: Connection, sender: SignedIn, *, hold: bool) -> Row[Any]:
    query = _HELD if hold else _KNOWN
    return connection.execute(query, {"device": sender.device_uid}).one()


def _opened(known: Row[Any], text: str) -> Mark:
    try:
        return unseal(known.challenge_key, known.uid, text)
    except ValueError:
        raise unreadable() from None


def _judged(known: Row[Any], shown: Mark, epoch: UUID, *, answer_may_be_lost: bool) -> Remembered:
    if epoch != known.epoch:
        raise other_epoch(known.epoch)
    remembered = Remembered(
        newest=_opened(known, known.mark),
        before=_opened(known, known.mark_before),
        epoch=known.epoch,
    )
    match judge(remembered, shown, answer_may_be_lost=answer_may_be_lost):
        case Verdict.AHEAD:
            raise RestoredError(known.epoch)
        case Verdict.CLONE:
            raise clone()
        case Verdict.GOES_ON:
            return remembered


def _seal(key: bytes, device_uid: UUID, content: bytes) -> bytes:
    return hmac.digest(key, _PURPOSE + device_uid.bytes + content, hashlib.sha256)
