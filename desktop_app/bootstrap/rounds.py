"""Sync rounds of one open desk: keeps the connection and the batch size from round to round."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from desktop_app.services.context import DeskContext
from desktop_app.sync.engine import run_round
from desktop_app.sync.plan import FIRST_BATCH
from desktop_app.ui.shell.doors import RoundEnd

if TYPE_CHECKING:
    from desktop_app.sync.transport import Transport


class Rounds:
    """Runs one round after the other in the network lane; `cancel` may come from any thread."""

    def __init__(self, context: DeskContext, server_url: str) -> None:
        self._context = context
        self._server_url = server_url
        self._transport: Transport | None = None
        self._batch = FIRST_BATCH
        self._cancelled = threading.Event()

    def run(self) -> RoundEnd:
        """Do one round; trouble is in what it returns, never raised."""
        # The network's libraries cost start-up time that only a first round should pay.
        from desktop_app.sync.transport import Transport

        if self._transport is None:
            self._transport = Transport(self._server_url)
        context = self._context
        report = run_round(
            self._transport,
            context.open_work,
            files=context.files,
            clock=context.clock,
            new_uid=context.new_uid,
            cancelled=self._cancelled.is_set,
            batch=self._batch,
        )
        self._batch = report.batch
        return RoundEnd(report.touched, report.trouble)

    def cancel(self) -> None:
        """Ask the round at hand to end before its next request."""
        self._cancelled.set()

    def close(self) -> None:
        """Let go of the connection."""
        if self._transport is not None:
            self._transport.close()
