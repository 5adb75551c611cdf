"""The left half of the inbox: what waits, narrowed by chips, in one list."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.inbox import InboxCounts, InboxGroup, InboxRow
from desktop_app.ui.case.error_state import ErrorState
from desktop_app.ui.controls.button import link_button
from desktop_app.ui.controls.empty_state import EmptyState
from desktop_app.ui.controls.hint import plain_hint
from desktop_app.ui.controls.icon_text_button import IconTextButton
from desktop_app.ui.controls.label import muted_label, title_label
from desktop_app.ui.controls.skeleton import Skeleton
from desktop_app.ui.inbox.case_list import CaseList
from desktop_app.ui.inbox.case_list_model import CaseListModel
from desktop_app.ui.inbox.filter_chips import FilterChips
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle, font


class _Page(IntEnum):
    LOADING = 0
    LIST = 1
    EMPTY = 2
    NO_MATCH = 3
    ERROR = 4


class InboxPane(QWidget):
    """Shows one list in one of its states and tells what is asked of it."""

    group_wanted = Signal(object)  # InboxGroup
    news_wanted = Signal()
    clear_wanted = Signal()
    new_case_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, theme: Theme, model: CaseListModel) -> None:
        super().__init__()
        self._theme = theme
        self.list = CaseList(theme, model)
        self.chips = FilterChips(theme)
        self.chips.group_chosen.connect(self.group_wanted)
        self._heading = title_label(self.tr("Kotak masuk"))
        self._sums = muted_label()
        self._sums.setObjectName("inbox_sums")
        self._found = QWidget()
        self._found_words = muted_label()
        self._news = IconTextButton(theme, "", kind="chip")
        self._error = ErrorState(theme)
        self._error.retry_wanted.connect(self.retry_wanted)
        self._pages = QStackedWidget()
        self._fill_pages()
        self._lay_out()
        self.show_news(0)
        self.show_search("")

    def show_loading(self) -> None:
        """Stand bars where rows will be."""
        self._pages.setCurrentIndex(_Page.LOADING)

    def show_keys(
        self,
        keys: Sequence[int],
        first_rows: Sequence[InboxRow | None] = (),
        *,
        from_top: bool,
        narrowed: bool,
    ) -> None:
        """Show a list; `narrowed` says that an empty one is so only because of chips or search."""
        self.show_news(0)
        self.list.show_keys(keys, first_rows, from_top=from_top)
        if keys:
            self._pages.setCurrentIndex(_Page.LIST)
            if self.hasFocus():
                self.focus_list()
        else:
            self._pages.setCurrentIndex(_Page.NO_MATCH if narrowed else _Page.EMPTY)

    def show_error(self, words: str) -> None:
        """Say why there is no list, and offer to try again."""
        self._error.show_words(words)
        self._pages.setCurrentIndex(_Page.ERROR)

    def show_counts(self, counts: InboxCounts) -> None:
        """Say how much waits and how much of it is late."""
        waiting = counts.by_group.get(InboxGroup.OPEN, 0)
        late = counts.by_group.get(InboxGroup.OVERDUE, 0)
        words = str(waiting)
        if late:
            words += self.tr(" · {count} lewat").format(count=late)
        self._sums.setText(words)
        self.chips.set_counts(counts)

    def show_search(self, words: str) -> None:
        """Say what is sought in place of the chips; "" is no search."""
        self._found_words.setText(self.tr("Mencari “{words}” di semua kasus").format(words=words))
        self._found.setVisible(bool(words))
        self.chips.setVisible(not words)

    def show_news(self, count: int) -> None:
        """Offer so many new rows instead of letting the list jump; 0 offers nothing."""
        self._news.setText(self.tr("{count} baru").format(count=count))
        words = self.tr("{count} kasus baru, tampilkan").format(count=count)
        self._news.setAccessibleName(words)
        self._news.setToolTip(plain_hint(words))
        self._news.setVisible(count > 0)

    def focus_list(self) -> None:
        """Take the focus for the list; while there is none to show, the pane holds it."""
        is_shown = self._pages.currentWidget() is self.list
        holder = self.list if is_shown else self
        holder.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ask_for_news(self) -> None:
        self._news.setChecked(True)
        self.news_wanted.emit()

    def _fill_pages(self) -> None:
        self._pages.addWidget(Skeleton(self._theme))
        self._pages.addWidget(self.list)
        empty = EmptyState(
            self._theme,
            icon="inbox",
            sentence=self.tr(
                "Tidak ada kasus yang menunggu. Laporan dari loket dan dari kantor lain tampil "
                "di sini."
            ),
            action=self.tr("Terima aduan"),
        )
        empty.setObjectName("inbox_empty")
        empty.action_wanted.connect(self.new_case_wanted)
        self._pages.addWidget(empty)
        no_match = EmptyState(
            self._theme,
            icon="search",
            sentence=self.tr("Tidak ada kasus yang cocok."),
            action=self.tr("Tampilkan semua yang terbuka"),
        )
        no_match.setObjectName("inbox_no_match")
        no_match.action_wanted.connect(self.clear_wanted)
        self._pages.addWidget(no_match)
        self._pages.addWidget(self._error)

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        self._news.setObjectName("inbox_news")
        self._news.setFont(font(TypeStyle.CAPTION))
        # Always drawn as switched on: it is the one thing in this line that asks for something.
        self._news.setCheckable(True)
        self._news.setChecked(True)
        self._news.put_icon("chevron-up", colour=Colour.ACCENT)
        self._news.clicked.connect(self._ask_for_news)
        head = QHBoxLayout()
        head.setSpacing(spacing.small)
        # The list below stays where it is when the chip comes and goes.
        self._heading.setMinimumHeight(self._news.sizeHint().height())
        head.addWidget(self._heading)
        head.addWidget(self._sums, 1)
        head.addWidget(self._news)
        clear = link_button(self._theme, self.tr("Hapus pencarian"))
        clear.clicked.connect(self.clear_wanted)
        found = QHBoxLayout(self._found)
        found.setContentsMargins(0, 0, 0, 0)
        found.addWidget(self._found_words, 1)
        found.addWidget(clear)
        top = QVBoxLayout()
        top.setContentsMargins(spacing.large, spacing.large, spacing.large, spacing.medium)
        top.setSpacing(spacing.medium)
        top.addLayout(head)
        top.addWidget(self.chips)
        top.addWidget(self._found)
        rule = QFrame()
        rule.setProperty("rule", "horizontal")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(rule)
        column.addWidget(self._pages, 1)
