"""A desk that its server has forgotten joins it again with a new code, and keeps all its work."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.notices import NoticeKind
from desktop_app.sync.addresses import enrolment_problems, plain_code
from desktop_app.sync.desk import Desk
from desktop_app.sync.device_key import new_device_key
from desktop_app.sync.enrolment import enrol, reach
from desktop_app.sync.renewing import Told, become
from desktop_app.sync.wire import Former

if TYPE_CHECKING:
    from desktop_app.sync.transport import Patience

_KEYS = "enrolment_keys"


def enrol_again(
    desk: Desk, server_url: str, code: str, *, patience: Patience | None = None
) -> DeviceIdentity:
    """Trade a one-time code of one's own office for a new place at one's own server.

    The server was set back to a time before it knew this desk, and learns of that where nobody told
    it. What waits stays, what was sent lately is offered again, numbers begin anew, everything is
    read anew. The key for a code is durable before it is shown: whoever tries the code again gets
    the same answer.

    Raises ExpectedError as `enrol` does, SERVER_REFUSED (facts `code`: SERVER_ID) where another
    server answers, CODE_OF_ANOTHER_OFFICE (facts `office`, its name); then nothing has changed.
    """
    problems = enrolment_problems(server_url, code)
    if problems:
        raise ExpectedError(Trouble.PROBLEMS, problems=problems)
    with desk.open_read() as work:
        old, epoch = work.state.identity(), work.state.sync_marks().epoch
    if old is None:
        raise ExpectedError(Trouble.NOT_ENROLLED)
    # Asked first, so that no code is spent at a server that is not this desk's.
    reached = reach(server_url, authority=old.server_authority, patience=patience)
    if reached.server_id != old.server_id:
        raise ExpectedError(Trouble.SERVER_REFUSED, facts={"code": "SERVER_ID"})
    enrolled = enrol(
        server_url,
        code,
        device_name=socket.gethostname(),
        keys=_kept_keys(desk, plain_code(code)),
        before=Former(old.device_uid, epoch) if epoch else None,
        authority=old.server_authority,
        patience=patience,
    )
    if enrolled.office.uid != old.office_uid:
        facts = {"office": enrolled.office.name}
        raise ExpectedError(Trouble.CODE_OF_ANOTHER_OFFICE, facts=facts)
    new = replace(enrolled.identity, server_url=old.server_url)
    told = Told(new, enrolled.letter_block, enrolled.server_key, enrolled.epoch)
    with desk.open_work() as work:
        become(desk, work, old, told=told, notice=NoticeKind.ENROLLED_AGAIN)
        work.state.set_fact(_KEYS, None)
        work.commit()
    return new


def _kept_keys(desk: Desk, code: str) -> dict[str, bytes]:
    """Return the key for this code, which is kept until a code has served."""
    with desk.open_work() as work:
        kept = work.state.fact(_KEYS) or {}
        if code not in kept:
            kept = kept | {code: new_device_key().private.hex()}
            work.state.set_fact(_KEYS, kept)
            work.commit()
    return {code: bytes.fromhex(kept[code])}
