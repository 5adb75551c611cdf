"""Joins the head of the sync page and the numbers on its tabs to the rounds."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desktop_app.services.context import DeskContext
from desktop_app.services.lookups import Lookups
from desktop_app.services.sync_centre.sync_summary import SyncSummary
from desktop_app.ui.presenters.attention_presenter import AttentionPresenter
from desktop_app.ui.presenters.waiting_presenter import WaitingPresenter
from desktop_app.ui.sync.desk_words import DeskWords
from desktop_app.ui.sync.round_runner import RoundRunner
from desktop_app.ui.sync.sync_page import SyncPage


class SyncPresenter(QObject):
    """Shows what a round does while it runs, and keeps what is listed below it fresh."""

    def __init__(
        self,
        page: SyncPage,
        rounds: RoundRunner,
        context: DeskContext,
        *,
        lookups: Lookups,
        attention: AttentionPresenter,
        waiting: WaitingPresenter,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._rounds = rounds
        self._words = DeskWords.of(context, lookups)
        self._lists = (attention, waiting)
        self._counts = {"attention": 0, "waiting": 0}
        header = page.header
        header.cancel_wanted.connect(self._cancel)
        header.remove_many_wanted.connect(rounds.removing_many)
        header.sync_wanted.connect(rounds.now)
        page.waiting.files_wanted.connect(rounds.with_files)
        rounds.asked_to_remove_many.connect(header.show_question)
        rounds.progressed.connect(header.show_progress)
        rounds.running_changed.connect(self._show_running)
        rounds.state_changed.connect(header.show_state)
        rounds.state_changed.connect(waiting.show_state)
        rounds.summary_read.connect(self._show_summary)
        attention.counted.connect(self._count_attention)
        waiting.counted.connect(self._count_waiting)

    @Slot()
    def refresh(self) -> None:
        """Read again what the page lists."""
        for part in self._lists:
            part.refresh()

    def set_lookups(self, lookups: Lookups) -> None:
        """Use these names from the next reading on."""
        for part in self._lists:
            part.set_lookups(lookups)

    @Slot(bool)
    def _show_running(self, running: bool) -> None:
        self._page.header.show_running(running=running)

    @Slot(object)
    def _show_summary(self, summary: SyncSummary) -> None:
        self._page.header.show_verified(summary.verified_at, self._words)

    @Slot()
    def _cancel(self) -> None:
        self._rounds.cancel()
        self._page.header.show_cancelling()

    @Slot(int)
    def _count_attention(self, count: int) -> None:
        self._count("attention", count)

    @Slot(int)
    def _count_waiting(self, count: int) -> None:
        self._count("waiting", count)

    def _count(self, tab: str, count: int) -> None:
        self._counts[tab] = count
        self._page.show_counts(**self._counts)
