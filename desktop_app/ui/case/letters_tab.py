"""The fourth tab of a case: the letters that were issued, and a way to make one."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.letters import Letter
from desktop_app.domain.permissions import Right
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.case.words_label import WordsLabel
from desktop_app.ui.controls.button import link_button, quiet_button
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel, caption_label, muted_label
from desktop_app.ui.controls.scroll_page import scroll_page
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle
from desktop_app.ui.words.dates import day_words
from desktop_app.ui.words.rights import why_not


class LettersTab(QWidget):
    """Lists letters with number, date and subject; an issued one only opens."""

    letter_wanted = Signal()
    receipt_wanted = Signal()
    ledger_wanted = Signal()
    open_wanted = Signal(object)  # UUID

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: ShownCase | None = None
        self._rows: list[_LetterRow] = []
        self._make = quiet_button(theme, self.tr("Buat surat"), icon="mail", keys="S")
        self._make.setObjectName("make_letter")
        self._make.clicked.connect(self.letter_wanted)
        self._receipt = quiet_button(theme, self.tr("Cetak tanda terima"), icon="printer", keys="P")
        self._receipt.setObjectName("print_receipt")
        self._receipt.clicked.connect(self.receipt_wanted)
        self._ledger = link_button(theme, self.tr("Buku nomor surat"), icon="list")
        self._ledger.setObjectName("open_ledger")
        self._ledger.clicked.connect(self.ledger_wanted)
        self._locked = caption_label()
        self._none = muted_label(self.tr("Belum ada surat untuk kasus ini."))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.spacing.small)
        self._lay_out()

    def show_case(self, shown: ShownCase) -> None:
        """Show the letters of a case."""
        self._shown = shown
        may = shown.view.may_issue_letter
        reason = "" if may else why_not(Right.ISSUE_LETTER, shown.office.kind)
        self._make.shut(reason)
        self._locked.setVisible(not may)
        self._locked.setText(reason)
        self._receipt.setVisible(shown.view.may_print_receipt)
        if self.isVisible():
            self._build()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._build()

    def _build(self) -> None:
        if self._shown is None:
            return
        letters = self._shown.view.letters
        self._none.setVisible(not letters)
        if [row.letter for row in self._rows] == list(letters):
            return
        for row in self._rows:
            row.hide()
            self._list.removeWidget(row)
            row.deleteLater()
        self._rows = []
        for letter in letters:
            row = _LetterRow(self._theme, letter, self._shown.office_name(letter.office_uid))
            row.open_wanted.connect(self.open_wanted)
            self._rows.append(row)
            self._list.addWidget(row)

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        top = QHBoxLayout()
        top.setSpacing(spacing.small)
        top.addWidget(self._make)
        top.addWidget(self._receipt)
        top.addStretch()
        top.addWidget(self._ledger)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, spacing.large, spacing.medium, spacing.large)
        inside.setSpacing(spacing.medium)
        inside.addLayout(top)
        inside.addWidget(self._locked)
        inside.addWidget(self._none)
        inside.addLayout(self._list)
        inside.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll_page(content))


class _LetterRow(QFrame):
    """One issued letter."""

    open_wanted = Signal(object)  # UUID

    def __init__(self, theme: Theme, letter: Letter, office: str) -> None:
        super().__init__()
        self.letter = letter
        spacing = theme.spacing
        set_ground(self, "raised")
        self.setAccessibleName(letter.number)
        words = QVBoxLayout()
        words.setSpacing(spacing.units(2))
        words.addWidget(TextLabel(letter.number, TypeStyle.EMPHASIS, selectable=True, tabular=True))
        words.addWidget(WordsLabel(letter.subject))
        about = (day_words(letter.letter_date), letter.addressee, office)
        words.addWidget(caption_label(" · ".join(part for part in about if part)))
        button = quiet_button(theme, self.tr("Buka"), icon="eye")
        button.setAccessibleName(self.tr("Buka surat {number}").format(number=letter.number))
        button.clicked.connect(self._open)
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.medium, spacing.small, spacing.medium, spacing.small)
        row.setSpacing(spacing.medium)
        row.addWidget(IconLabel(theme, "file-text"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(button)

    @Slot()
    def _open(self) -> None:
        uid: UUID = self.letter.uid
        self.open_wanted.emit(uid)
