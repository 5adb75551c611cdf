"""Joins the copies of an open desk to its use cases."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path

from desktop_app.domain.backups import BackupCancelledError, Occasion, Restored, Tell
from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.long_work import Cancelled
from desktop_app.services.backup.after_restore import settler
from desktop_app.services.backup.keep_copy import keep_copy_if_due
from desktop_app.services.context import DeskContext
from desktop_app.storage.backup.making import Watch
from desktop_app.storage.profile import OpenProfile
from desktop_app.ui.shell.doors import Safekeeping

_LONGEST_CLOSING_S = 30.0
_log = logging.getLogger(__name__)


def safekeeping_of(
    profile: OpenProfile, context: DeskContext, *, before_return: Callable[[], None]
) -> Safekeeping:
    """Give what the window may do with copies of an open profile."""
    copies = profile.copies(context.zone)

    def at_closing() -> None:
        end = time.monotonic() + _LONGEST_CLOSING_S
        try:
            keep_copy_if_due(
                Occasion.CLOSING,
                context,
                copies,
                tell=lambda _progress: None,
                cancelled=lambda: time.monotonic() > end,
            )
        except (ExpectedError, BackupCancelledError) as error:
            # It was noted and is said at the next sign-in; nobody looks at a window that closes.
            _log.warning("no copy at closing: %s", type(error).__name__)

    def return_to(
        name: str, elsewhere: Path | None, *, tell: Tell, cancelled: Cancelled
    ) -> Restored:
        # The network's libraries come with it, which a start should not pay.
        from desktop_app.sync.renewing import read_everything_anew

        before_return()
        now = context.clock()
        settle = settler(
            now,
            context.zone,
            person_uid=context.person.uid,
            read_anew=read_everything_anew,
        )
        watch = Watch(tell, cancelled)
        return profile.restore(name, elsewhere, at=now, settle=settle, watch=watch)

    return Safekeeping(copies, profile.everything, return_to, at_closing)
