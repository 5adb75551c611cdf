"""One round with the server: data up, data down, files up, files down; what was kept stays kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import Clock, FileStore, NewUid, OpenWork
from desktop_app.sync.desk import Desk
from desktop_app.sync.plan import FIRST_BATCH
from desktop_app.sync.report import Progress, RoundReport, Tally

if TYPE_CHECKING:
    from desktop_app.sync.transport import Transport


def run_round(
    transport: Transport,
    open_work: OpenWork,
    *,
    files: FileStore,
    clock: Clock,
    new_uid: NewUid,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    batch: int = FIRST_BATCH,
) -> RoundReport:
    """Send what waits and fetch what is new; trouble ends the round and stands in the report.

    `batch` is what the report of the round before advised; `cancelled` is asked between requests.
    Every part is safe to repeat, and no change leaves the queue before the server answered for it.
    """
    desk = Desk(open_work, files, clock, new_uid, cancelled or _never)
    tally = Tally(progress, batch)
    try:
        _exchange(desk, transport, tally)
    except ExpectedError as error:
        tally.trouble = error
    return tally.report()


def _exchange(desk: Desk, transport: Transport, tally: Tally) -> None:
    # The network's libraries cost start-up time that only a first round should pay.
    from desktop_app.sync.file_lane import receive_files, send_files
    from desktop_app.sync.receiving import receive_records
    from desktop_app.sync.sending import send_changes
    from desktop_app.sync.server import CentralServer

    with desk.open_work() as work:
        identity = work.state.identity()
    if identity is None:
        raise ExpectedError(Trouble.NOT_ENROLLED)
    server = CentralServer(transport, identity)
    send_changes(desk, server, tally)
    receive_records(desk, server, tally)
    tally.cancelled = desk.cancelled()
    if tally.trouble is None and not tally.cancelled:
        with desk.open_work() as work:
            work.state.set_last_round_at(desk.clock())
            work.commit()
    send_files(desk, server, tally)
    receive_files(desk, server, tally)
    tally.cancelled = desk.cancelled()


def _never() -> bool:
    return False
