"""What waits for a person: values that did not stand, refused saves, and notices."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.services.sync_centre.overruled_values import OverruledValue, OverruledValues
from desktop_app.services.sync_centre.read_notices import ToldNotice
from desktop_app.services.sync_centre.refused_work import RefusedSave
from desktop_app.ui.controls.empty_state import EmptyState
from desktop_app.ui.controls.label import caption_label, emphasis_label, muted_label
from desktop_app.ui.controls.scroll_page import steady_page
from desktop_app.ui.sync.conflict_card import ConflictCard
from desktop_app.ui.sync.desk_words import DeskWords
from desktop_app.ui.sync.item_card import ItemCard
from desktop_app.ui.sync.notice_card import NoticeCard
from desktop_app.ui.sync.refused_card import RefusedCard
from desktop_app.ui.theme.theme import Theme

_Maker = Callable[[], QWidget]
_MOST_CARDS = 40  # of each kind; the rest comes when these are settled


@dataclass(frozen=True, slots=True)
class Attention:
    """All that needs a person, as it was read in one go.

    `refusals` say why commands are shut to this person, by their names.
    """

    values: OverruledValues = field(default_factory=lambda: OverruledValues((), ()))
    refused: tuple[RefusedSave, ...] = ()
    notices: tuple[ToldNotice, ...] = ()
    refusals: Mapping[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.values.mine) + len(self.refused) + len(self.notices)


class AttentionTab(QWidget):
    """Cards under three headings; J and K go from card to card, letters act on the one in focus."""

    restore_wanted = Signal(object)  # UUID of a conflict
    leave_wanted = Signal(object)  # UUID of a conflict
    send_again_wanted = Signal(object)  # UUID of a change
    void_again_wanted = Signal(object)  # UUID of a change
    receipt_wanted = Signal(object)  # UUID of a case
    put_away_wanted = Signal(object)  # UUID of a notice
    open_case_wanted = Signal(object)  # UUID of a case
    copied = Signal()
    refused = Signal(str)  # why not

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Attention | None = None
        self._cards: list[ItemCard] = []
        self._place = 0
        self._waiting: deque[_Maker] = deque()
        self._wants_focus = False
        # A timer of nothing fires when no event waits.
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._add_next)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        spacing = theme.spacing
        self._column.setContentsMargins(0, spacing.tiny, 0, spacing.large)
        self._column.setSpacing(spacing.small)
        self._page: QScrollArea = steady_page(self._content)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                theme,
                icon="circle-check",
                sentence=self.tr(
                    "Tidak ada yang perlu Anda putuskan. Bila server menolak sesuatu, atau kantor "
                    "lain mengisi nilai yang berbeda, isinya disimpan dan tampil di sini."
                ),
            )
        )
        self._stack.addWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def show_attention(self, attention: Attention, words: DeskWords) -> None:
        """Show these cards; the focus stays at its place in the list."""
        if attention == self._shown:
            return
        self._shown = attention
        self._wants_focus = self._has_focus()
        self._clear()
        self._waiting = deque(
            [
                *self._conflicts(attention.values, words),
                *self._refused(attention, words),
                *self._notices(attention, words),
            ]
        )
        self._stack.setCurrentIndex(1 if self._waiting else 0)
        self._add_next()
        self._timer.start()

    def focus_card(self) -> None:
        """Put the focus on the card where it was, or on the first."""
        if self._cards:
            self._place = min(self._place, len(self._cards) - 1)
            card = self._cards[self._place]
            card.setFocus(Qt.FocusReason.OtherFocusReason)
            # Its foot first, so that of a card higher than the page the head stays in sight.
            self._page.ensureWidgetVisible(card, 0, self._theme.spacing.wide)

    @Slot(int)
    def step(self, way: int) -> None:
        """Go to the next (1) or previous (-1) card."""
        if not self._cards:
            return
        if self._current() is not None:
            self._place = min(max(self._place + way, 0), len(self._cards) - 1)
        self.focus_card()

    def perform(self, command: str) -> None:
        """Carry a command out on the card in focus, if it has it."""
        card = self._current()
        if card is None:
            return
        if command == "open_item":
            card.open_case()
        else:
            card.perform(command)

    def _has_focus(self) -> bool:
        """Whether the keys are here, or with the page that waits for the cards."""
        focus = QApplication.focusWidget()
        return focus is not None and (self._content.isAncestorOf(focus) or focus.isAncestorOf(self))

    def _current(self) -> ItemCard | None:
        focus = QApplication.focusWidget()
        for place, card in enumerate(self._cards):
            if focus is card or (focus is not None and card.isAncestorOf(focus)):
                self._place = place
                return card
        return None

    def _clear(self) -> None:
        self._cards = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._column.addStretch()

    @Slot()
    def _add_next(self) -> None:
        """Add one more; a long list is built while keys are heard."""
        if not self._waiting:
            self._timer.stop()
            if self._wants_focus:
                self._wants_focus = False
                self.focus_card()
            return
        widget = self._waiting.popleft()()
        self._column.insertWidget(self._column.count() - 1, widget)
        # Now, not when the layout gets to it: what is hidden cannot take the focus.
        widget.show()
        if not isinstance(widget, ItemCard):
            return
        widget.open_case_wanted.connect(self.open_case_wanted)
        widget.step_wanted.connect(self.step)
        widget.refused.connect(self.refused)
        self._cards.append(widget)
        if self._wants_focus and len(self._cards) > self._place:
            self._wants_focus = False
            self.focus_card()

    def _conflicts(self, values: OverruledValues, words: DeskWords) -> Iterator[_Maker]:
        if not values.mine and not values.of_others:
            return
        hint = self.tr(
            "Anda dan orang lain mengubah isian yang sama. Satu nilai berlaku; milik Anda "
            "disimpan di sini sampai Anda memutuskan."
        )
        yield partial(self._heading, self.tr("Isian yang berbeda"), len(values.mine), hint)
        for value in values.mine[:_MOST_CARDS]:
            yield partial(self._conflict_card, value, words)
        yield from self._rest(len(values.mine))
        for name, count in values.of_others:
            who = self.tr("{count} lagi menunggu {name}, yang menulisnya.")
            yield partial(muted_label, who.format(count=count, name=name or self.tr("orang lain")))

    def _refused(self, attention: Attention, words: DeskWords) -> Iterator[_Maker]:
        refused = attention.refused
        if not refused:
            return
        hint = self.tr(
            "Yang lain tetap terkirim. Isinya tidak hilang: baca alasannya, lalu putuskan."
        )
        yield partial(self._heading, self.tr("Ditolak server"), len(refused), hint)
        for save in refused[:_MOST_CARDS]:
            yield partial(self._refused_card, save, words, attention.refusals)
        yield from self._rest(len(refused))

    def _notices(self, attention: Attention, words: DeskWords) -> Iterator[_Maker]:
        notices = attention.notices
        if not notices:
            return
        yield partial(self._heading, self.tr("Pemberitahuan"), len(notices), "")
        for told in notices[:_MOST_CARDS]:
            yield partial(self._notice_card, told, words, attention.refusals)
        yield from self._rest(len(notices))

    def _rest(self, count: int) -> Iterator[_Maker]:
        if count > _MOST_CARDS:
            words = self.tr("dan {count} lagi").format(count=count - _MOST_CARDS)
            yield partial(muted_label, words)

    def _conflict_card(self, value: OverruledValue, words: DeskWords) -> QWidget:
        card = ConflictCard(self._theme, value, words)
        card.restore_wanted.connect(self.restore_wanted)
        card.leave_wanted.connect(self.leave_wanted)
        return card

    def _refused_card(
        self, save: RefusedSave, words: DeskWords, refusals: Mapping[str, str]
    ) -> QWidget:
        card = RefusedCard(self._theme, save, words)
        name = "void_again" if save.can_void_again else "send_again"
        card.shut(name, refusals.get(name, ""))
        card.send_again_wanted.connect(self.send_again_wanted)
        card.void_again_wanted.connect(self.void_again_wanted)
        card.copied.connect(self.copied)
        return card

    def _notice_card(
        self, told: ToldNotice, words: DeskWords, refusals: Mapping[str, str]
    ) -> QWidget:
        card = NoticeCard(self._theme, told, words)
        card.shut("leave", refusals.get("put_away", ""))
        card.receipt_wanted.connect(self.receipt_wanted)
        card.put_away_wanted.connect(self.put_away_wanted)
        return card

    def _heading(self, title: str, count: int, hint: str) -> QWidget:
        spacing = self._theme.spacing
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, spacing.medium, 0, 0)
        column.setSpacing(spacing.tiny)
        column.addWidget(emphasis_label(f"{title} · {count}" if count else title))
        if hint:
            column.addWidget(caption_label(hint))
        return holder
