"""The card that says what comes next: one prominent move, and a menu with the others."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout

from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.ui.action_table import action_specs, key_hint
from desktop_app.ui.case.facts import Fact, due_line
from desktop_app.ui.case.folding_row import FoldingRow
from desktop_app.ui.case.move_looks import MOVE_COMMANDS, MOVE_ICONS
from desktop_app.ui.case.next_step import OtherMove, next_step
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.controls.button import primary_button, quiet_button
from desktop_app.ui.controls.hint import plain_hint
from desktop_app.ui.controls.label import TextLabel, caption_label
from desktop_app.ui.theme.colours import Colour, Tone
from desktop_app.ui.theme.looks import set_ground, set_look
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle
from desktop_app.ui.words.identity import why_not_corrected
from desktop_app.ui.words.moves import move_words

_NARROW_LINES = 32
_IDENTITY = "identity"


class NextCard(QFrame):
    """Offers what this person may do now; a refused move says who may, and why when chosen.

    It is not greyed out: the keys would pass it by, and nobody would hear the reason.
    """

    move_wanted = Signal(object)  # MoveName, or EntryKind.VOIDED
    identity_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._move: MoveName | None = None
        self._leads = True
        self._keys = {spec.name: spec.keys[0] for spec in action_specs() if spec.keys}
        self._sentence = TextLabel(style=TypeStyle.EMPHASIS)
        self._sentence.setObjectName("next_sentence")
        self._due = TextLabel(style=TypeStyle.CAPTION, tone=Tone.NEUTRAL)
        self._due.setObjectName("next_due")
        self._button = primary_button(theme, "")
        self._button.setObjectName("next_move")
        self._button.clicked.connect(self._make_move)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.triggered.connect(self._choose)
        self._others = quiet_button(theme, self.tr("Langkah lain"), icon="chevron-down")
        self._others.setObjectName("other_moves")
        self._others.clicked.connect(self._open_menu)
        self._lay_out()

    def show_case(self, shown: ShownCase) -> None:
        """Choose the prominent move for this person and list the rest."""
        step = next_step(shown)
        self._move = step.move
        self._sentence.setText(step.sentence)
        self._show_due(due_line(shown))
        self._button.setVisible(step.move is not None)
        if step.move is not None:
            words = move_words(step.move).action
            self._button.setText(words)
            self._button.setAccessibleName(words)
            self._button.setToolTip(plain_hint(self._hint(step.move, words)))
        self._dress_button()
        self._fill_menu(step.others)
        if not self._menu.isEmpty() and (shown.may_correct_identity or shown.view.may_void):
            self._menu.addSeparator()
        if shown.may_correct_identity:
            self._offer_identity(why_not_corrected(shown.case.identity_state))
        if shown.view.may_void:
            self._offer_void()
        self._others.setVisible(not self._menu.isEmpty())

    def set_leading(self, *, leading: bool) -> None:
        """Be the prominent thing of the page, or step back while somebody writes below."""
        self._leads = leading
        self._dress_button()

    def _show_due(self, due: Fact | None) -> None:
        self._due.setVisible(due is not None)
        if due is not None:
            self._due.setText(f"{due.label}: {due.value}")
            self._due.set_tone(Tone.BAD if due.overdue else Tone.NEUTRAL)

    def _dress_button(self) -> None:
        set_look(self._button, "kind", "primary" if self._leads else "quiet")
        set_ground(self, "accent" if self._leads and self._move else "raised")
        if self._move is not None:
            colour = Colour.ON_ACCENT if self._leads else Colour.TEXT
            self._button.put_icon(MOVE_ICONS[self._move], colour=colour)

    def _fill_menu(self, others: Iterable[OtherMove]) -> None:
        self._menu.clear()
        for other in others:
            words = move_words(other.name)
            text = f"{words.action} – {other.refusal}" if other.refusal else words.action
            action = QAction(text, self._menu)
            action.setObjectName(other.name.value)
            action.setData(other.name)
            action.setToolTip(plain_hint(other.refusal or words.hint))
            self._theme.put_icon(action, MOVE_ICONS[other.name], colour=Colour.MUTED)
            self._menu.addAction(action)

    def _offer_identity(self, refusal: str) -> None:
        text = self.tr("Betulkan identitas pelapor…")
        action = QAction(f"{text} – {refusal}" if refusal else text, self._menu)
        action.setObjectName("correct_identity")
        action.setData(_IDENTITY)
        action.setToolTip(plain_hint(refusal or key_hint(text, self._keys["correct_identity"])))
        self._theme.put_icon(action, "pencil", colour=Colour.MUTED)
        self._menu.addAction(action)

    def _offer_void(self) -> None:
        """Put at the end what is no step of the case, but takes the whole of it back."""
        action = QAction(self.tr("Batalkan (salah catat)…"), self._menu)
        action.setObjectName("void_case")
        action.setData(EntryKind.VOIDED)
        action.setToolTip(plain_hint(self.tr("Kasus ini dicatat karena keliru (Del)")))
        self._theme.put_icon(action, "trash-2", colour=Colour.MUTED)
        self._menu.addAction(action)

    def _hint(self, name: MoveName, words: str) -> str:
        key = self._keys.get(MOVE_COMMANDS.get(name, ""))
        return key_hint(words, key) if key else words

    @Slot()
    def _make_move(self) -> None:
        if self._move is not None:
            self.move_wanted.emit(self._move)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        if action.data() == _IDENTITY:
            self.identity_wanted.emit()
        else:
            self.move_wanted.emit(action.data())

    @Slot()
    def _open_menu(self) -> None:
        self._menu.popup(self._others.mapToGlobal(QPoint(0, self._others.height())))

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        words = QVBoxLayout()
        words.setSpacing(spacing.units(2))
        words.addWidget(caption_label(self.tr("Berikutnya")))
        words.addWidget(self._sentence)
        words.addWidget(self._due)
        buttons = QHBoxLayout()
        buttons.setSpacing(spacing.small)
        buttons.addWidget(self._others, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch()
        parts = FoldingRow(narrow=spacing.lines(_NARROW_LINES), gap=spacing.small)
        parts.row.addLayout(words, 1)
        parts.row.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.large, spacing.medium, spacing.large, spacing.medium)
        column.addWidget(parts)
        set_ground(self, "accent")
