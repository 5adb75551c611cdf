"""Joins the cards that wait for a person to their use cases."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.errors import ExpectedError
from desktop_app.domain.permissions import Right
from desktop_app.services.context import DeskContext, Done
from desktop_app.services.lookups import Lookups
from desktop_app.services.sync_centre.overruled_values import overruled_values
from desktop_app.services.sync_centre.read_notices import put_notice_away, read_notices
from desktop_app.services.sync_centre.refused_work import refused_saves, send_again
from desktop_app.services.sync_centre.restore_value import (
    Decided,
    leave_value,
    restore_value,
    take_decision_back,
)
from desktop_app.services.void_case import void_again
from desktop_app.ui.sync.attention_tab import Attention, AttentionTab
from desktop_app.ui.sync.desk_words import DeskWords
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.words.rights import refusal_of

# What the cards offer, by the names of their commands.
_RIGHTS = {
    "send_again": Right.KEEP_IN_STEP,
    "void_again": Right.VOID,
    "put_away": Right.KEEP_IN_STEP,
}


class AttentionPresenter(QObject):
    """Keeps the cards fresh and carries out what is pressed on them."""

    changed = Signal(object)  # Done
    counted = Signal(int)
    refused = Signal(str)  # why not
    said = Signal(str, bool)  # what was done, and whether `undo` takes it back
    receipt_wanted = Signal(object)  # UUID of a case
    open_case_wanted = Signal(object)  # UUID of a case
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(
        self, tab: AttentionTab, context: DeskContext, lanes: Lanes, *, lookups: Lookups
    ) -> None:
        super().__init__(tab)
        self._tab = tab
        self._context = context
        self._lanes = lanes
        self._words = DeskWords.of(context, lookups)
        self._decided: Decided | None = None
        tab.restore_wanted.connect(self._restore)
        tab.leave_wanted.connect(self._leave)
        tab.send_again_wanted.connect(self._send_again)
        tab.void_again_wanted.connect(self._void_again)
        tab.put_away_wanted.connect(self._put_away)
        tab.receipt_wanted.connect(self.receipt_wanted)
        tab.open_case_wanted.connect(self.open_case_wanted)
        tab.refused.connect(self.refused)
        tab.copied.connect(self._tell_copied)

    def set_lookups(self, lookups: Lookups) -> None:
        """Use these names from the next reading on."""
        self._words = DeskWords.of(self._context, lookups)

    @Slot()
    def refresh(self) -> None:
        """Read everything again."""
        self._lanes.read.run(
            self,
            partial(_read, self._context),
            on_done=self._show,
            on_error=self._miss,
        )

    def weigh_rights(self) -> None:
        """Show anew what the person may do about each."""
        self.refresh()

    def _miss(self, error: Exception) -> None:
        signal: Any = self.trouble if isinstance(error, ExpectedError) else self.failed
        signal.emit(error)

    @Slot()
    def undo(self) -> None:
        """Take the last decision about a value back."""
        if self._decided is None:
            return
        decided, self._decided = self._decided, None
        self._write(
            partial(take_decision_back, decided, self._context),
            self.tr("Diurungkan. Kedua nilai ada di daftar lagi."),
        )

    def _show(self, attention: Attention) -> None:
        self._tab.show_attention(attention, self._words)
        self.counted.emit(attention.count)

    @Slot(object)
    def _restore(self, conflict_uid: UUID) -> None:
        self._decide(
            partial(restore_value, conflict_uid, self._context),
            self.tr("Nilai Anda berlaku lagi."),
        )

    @Slot(object)
    def _leave(self, conflict_uid: UUID) -> None:
        self._decide(
            partial(leave_value, conflict_uid, self._context),
            self.tr("Nilai yang berlaku dibiarkan."),
        )

    @Slot(object)
    def _send_again(self, change_uid: UUID) -> None:
        self._write(
            partial(send_again, change_uid, self._context),
            self.tr("Masuk antrean lagi dan segera dikirim."),
        )

    @Slot(object)
    def _void_again(self, change_uid: UUID) -> None:
        self._write(
            partial(void_again, change_uid, self._context),
            self.tr("Kasus dibatalkan lagi; server diberi tahu."),
        )

    @Slot(object)
    def _put_away(self, notice_uid: UUID) -> None:
        self._lanes.write.run(
            self,
            partial(put_notice_away, notice_uid, self._context),
            on_done=self._put_away_done,
            on_error=self._report,
        )

    def _put_away_done(self, _nothing: None) -> None:
        self.refresh()
        self.changed.emit(Done(frozenset()))

    @Slot()
    def _tell_copied(self) -> None:
        self._say(self.tr("Isi disalin."), can_undo=False)

    def _decide(self, work: Callable[[], Decided], words: str) -> None:
        self._lanes.write.run(
            self, work, on_done=partial(self._decided_now, words), on_error=self._report
        )

    def _decided_now(self, words: str, decided: Decided) -> None:
        self._decided = decided
        self._finish(words, decided.done, can_undo=True)

    def _write(self, work: Callable[[], Done], words: str) -> None:
        self._lanes.write.run(
            self, work, on_done=partial(self._finish, words), on_error=self._report
        )

    def _finish(self, words: str, done: Done, *, can_undo: bool = False) -> None:
        self.refresh()
        self._say(words, can_undo=can_undo)
        self.changed.emit(done)

    def _say(self, words: str, *, can_undo: bool) -> None:
        self.said.emit(words, can_undo)

    def _report(self, error: Exception) -> None:
        # What is listed may be settled by now: by another window, or by a round.
        self.refresh()
        self._miss(error)


def _read(context: DeskContext) -> Attention:
    return Attention(
        values=overruled_values(context),
        refused=refused_saves(context),
        notices=read_notices(context),
        refusals={
            name: reason
            for name, right in _RIGHTS.items()
            if (reason := refusal_of(right, context.actor))
        },
    )
