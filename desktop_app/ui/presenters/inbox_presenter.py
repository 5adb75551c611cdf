"""Feeds the list of cases from the reader lane, and keeps it still when sync brings news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.inbox import InboxCounts, InboxGroup, InboxQuery, InboxRow
from desktop_app.services.context import DeskContext
from desktop_app.services.list_cases import case_counts, case_keys, case_rows
from desktop_app.ui.inbox.case_list_model import PAGE_ROWS, CaseListModel
from desktop_app.ui.inbox.inbox_screen import InboxScreen
from desktop_app.ui.inbox.row_words import RowWriter
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.words.troubles import trouble_words


class _Way(IntEnum):
    """What to do with the next answer; while one is awaited, the stronger wish stays."""

    WEIGH_NEWS = 0
    SHOW_AGAIN = 1
    SHOW_FROM_TOP = 2


@dataclass(frozen=True, slots=True)
class _Listing:
    """An answer: `news` are keys that were not in the list on screen, in their order."""

    keys: Sequence[int]
    first_rows: list[InboxRow | None]
    counts: InboxCounts
    news: list[int]


def inbox_model(context: DeskContext, parent: QObject | None = None) -> CaseListModel:
    """Make the model of a list whose rows read as this office's clock and villages say."""
    return CaseListModel(row_writer(context).write, parent)


def row_writer(context: DeskContext) -> RowWriter:
    """Make what words the rows as this office's clock and villages say."""
    return RowWriter(context.villages, context.zone, clock=context.clock)


class InboxPresenter(QObject):
    """Asks for the list and its pages; only the answer to the last question counts."""

    case_chosen = Signal(object)  # UUID
    nothing_chosen = Signal()
    counts_changed = Signal(object)  # InboxCounts
    search_cleared = Signal()
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(self, screen: InboxScreen, context: DeskContext, lanes: Lanes) -> None:
        super().__init__(screen)
        self._screen = screen
        self._pane = screen.pane
        self._model = screen.model
        self._context = context
        self._lanes = lanes
        self._query = InboxQuery()
        self._way = _Way.WEIGH_NEWS
        self._is_asking = False
        self._is_outdated = False
        self._is_shown = False
        self._waiting: _Listing | None = None
        self._sought: UUID | None = None
        self._model.page_wanted.connect(self._fetch_page)
        self._pane.list.case_chosen.connect(self.case_chosen)
        self._pane.group_wanted.connect(self.show_group)
        self._pane.news_wanted.connect(self._show_news)
        self._pane.clear_wanted.connect(self._show_all_open)
        self._pane.retry_wanted.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Read the list again now, keeping the current case where it is: own new cases show."""
        if not self._is_shown:
            self._pane.show_loading()
        self._ask(_Way.SHOW_AGAIN)

    @Slot(object)
    def refresh_touched(self, touched: frozenset[UUID]) -> None:
        """Read changed rows again in place; new ones wait behind a chip, so nothing jumps."""
        if touched:
            self._model.read_again()
            self._ask(_Way.WEIGH_NEWS)

    @Slot(object)
    def choose(self, uid: UUID) -> None:
        """Go to a case in the list, reading the list again if the case is not in it yet."""
        if not self._pane.list.choose(uid):
            self._sought = uid
            self.refresh()

    @Slot(object)
    def show_group(self, group: InboxGroup) -> None:
        """Show another group from its top."""
        self._show_query(InboxQuery(group=group))

    @Slot(str)
    def search(self, words: str) -> None:
        """Look for words in every case, open ones first; "" goes back to the group."""
        words = words.strip()
        if words != self._query.words:
            self._show_query(InboxQuery(group=self._query.group, words=words))

    def _show_query(self, query: InboxQuery) -> None:
        self._query = query
        self._pane.chips.set_group(query.group)
        self._pane.show_search(query.words)
        self._ask(_Way.SHOW_FROM_TOP)

    @Slot()
    def _show_all_open(self) -> None:
        was_search = bool(self._query.words)
        self._show_query(InboxQuery())
        if was_search:
            self.search_cleared.emit()

    @Slot()
    def _show_news(self) -> None:
        if self._waiting is not None:
            listing = self._waiting
            self._show(listing, from_top=False)
            self._pane.list.reveal(listing.news[0])

    def _ask(self, way: _Way) -> None:
        self._way = max(self._way, way)
        if self._is_asking:
            self._is_outdated = True
            return
        self._is_asking = True
        self._is_outdated = False
        self._lanes.read.run(
            self,
            partial(_listing, self._query, self._model.keys, self._context),
            on_done=self._take,
            on_error=self._report,
        )

    def _take(self, listing: _Listing) -> None:
        self._is_asking = False
        if self._is_outdated:
            self._ask(self._way)
            return
        way, self._way = self._way, _Way.WEIGH_NEWS
        self._pane.show_counts(listing.counts)
        self.counts_changed.emit(listing.counts)
        if way is not _Way.WEIGH_NEWS or not self._model.keys:
            self._show(listing, from_top=way is _Way.SHOW_FROM_TOP)
        else:
            self._waiting = listing if listing.news else None
            self._pane.show_news(len(listing.news))

    def _show(self, listing: _Listing, *, from_top: bool) -> None:
        self._is_shown = True
        self._waiting = None
        query = self._query
        narrowed = bool(query.words) or query.group is not InboxGroup.OPEN
        self._pane.show_keys(listing.keys, listing.first_rows, from_top=from_top, narrowed=narrowed)
        if self._sought is not None:
            self._pane.list.choose(self._sought)
            self._sought = None
        if not listing.keys:
            self.nothing_chosen.emit()

    def _report(self, error: Exception) -> None:
        self._is_asking = False
        if isinstance(error, ExpectedError):
            words = trouble_words(error)
            self.trouble.emit(error)
        else:
            words = self.tr("Daftar tidak dapat dibaca. Tidak ada yang hilang; coba lagi.")
            self.failed.emit(error)
        if isinstance(error, ExpectedError) and error.trouble is Trouble.NOT_ALLOWED:
            # Whoever may not read on must not go on reading what stood here.
            self._is_shown = False
            self.nothing_chosen.emit()
        if not self._is_shown:
            self._pane.show_error(words)

    @Slot(int, int, object)
    def _fetch_page(self, answer: int, number: int, keys: Sequence[int]) -> None:
        self._lanes.read.run(
            self,
            partial(case_rows, keys, self._context),
            on_done=partial(self._model.keep_page, answer, number),
            on_error=self._report_page,
        )

    def _report_page(self, error: Exception) -> None:
        signal = self.trouble if isinstance(error, ExpectedError) else self.failed
        signal.emit(error)


def _listing(query: InboxQuery, shown: Sequence[int], context: DeskContext) -> _Listing:
    keys = _keys(query, context)
    known = set(shown)
    return _Listing(
        keys=keys,
        first_rows=case_rows(keys[:PAGE_ROWS], context),
        counts=case_counts(context),
        news=[key for key in keys if key not in known],
    )


def _keys(query: InboxQuery, context: DeskContext) -> Sequence[int]:
    if not query.words:
        return case_keys(query, context)
    groups = (InboxGroup.OPEN, InboxGroup.ENDED)
    return [key for group in groups for key in case_keys(replace(query, group=group), context)]
