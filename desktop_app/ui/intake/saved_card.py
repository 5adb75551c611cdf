"""What is seen after a save: the register number, large, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.cases import Case
from desktop_app.ui.action_table import action_specs
from desktop_app.ui.actions import make_action
from desktop_app.ui.controls.button import primary_button, quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel, muted_label
from desktop_app.ui.theme.colours import Colour
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle
from desktop_app.ui.words.dates import day_words

_WIDTH_IN_LINES = 38


class SavedCard(QWidget):
    """Enter takes the next report, P prints the receipt."""

    next_wanted = Signal()
    receipt_wanted = Signal(object)  # UUID
    open_case_wanted = Signal(object)  # UUID

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._case: Case | None = None
        self._number = TextLabel(style=TypeStyle.FIGURE, selectable=True, tabular=True)
        self._number.setObjectName("register_number")
        self._number.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title = TextLabel(style=TypeStyle.EMPHASIS)
        self._title.setObjectName("saved_title")
        self._then = muted_label()
        self._then.setObjectName("saved_then")
        self._next = primary_button(
            theme, self.tr("Terima berikutnya   Enter"), icon="plus", keys="Ctrl+N"
        )
        self._next.setObjectName("next_report")
        self._print = quiet_button(theme, self.tr("Cetak tanda terima   P"), icon="printer")
        self._print.setObjectName("print_receipt")
        self._open = quiet_button(theme, self.tr("Buka kasus"), icon="arrow-right")
        self._open.setObjectName("open_case")
        spec = next(spec for spec in action_specs() if spec.name == "print")
        self._print.follow(make_action(self, theme, spec, handler=self._ask_receipt))
        self._next.clicked.connect(self.next_wanted)
        self._open.clicked.connect(self._ask_case)
        self._lay_out()

    def show_case(self, case: Case) -> None:
        """Show a case just saved, with the focus on the next report."""
        self._case = case
        self._number.setText(case.register_number)
        self._title.setText(case.title)
        if case.is_open:
            words = self.tr("Diverifikasi paling lambat {day}.").format(
                day=day_words(case.due.verification)
            )
        else:
            words = self.tr("Dijawab dan selesai di loket.")
        self._then.setText(words)
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        card = Card()
        card.setFixedWidth(spacing.lines(_WIDTH_IN_LINES))
        head = QHBoxLayout()
        head.setSpacing(spacing.small)
        head.addWidget(IconLabel(self._theme, "circle-check", colour=Colour.GOOD))
        head.addWidget(muted_label(self.tr("Tersimpan dengan nomor")), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(spacing.small)
        for button in (self._next, self._print, self._open):
            buttons.addWidget(button)
        buttons.addStretch()
        card.body.addLayout(head)
        card.body.addWidget(self._number)
        card.body.addSpacing(spacing.small)
        card.body.addWidget(self._title)
        card.body.addWidget(self._then)
        card.body.addSpacing(spacing.medium)
        card.body.addLayout(buttons)
        page = QVBoxLayout(self)
        page.addStretch(2)
        page.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(3)

    @Slot()
    def _ask_receipt(self) -> None:
        if self._case is not None:
            self.receipt_wanted.emit(self._case.uid)

    @Slot()
    def _ask_case(self) -> None:
        if self._case is not None:
            self.open_case_wanted.emit(self._case.uid)
