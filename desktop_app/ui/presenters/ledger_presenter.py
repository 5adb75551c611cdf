"""Joins the book of letter numbers to its use cases."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.services.context import DeskContext, Done
from desktop_app.services.letters.letter_ledger import letter_ledger
from desktop_app.services.letters.void_letter_number import VoidLetterNumber, void_letter_number
from desktop_app.ui.letters.ledger_page import LedgerPage
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.words.rights import refusal_of


class LedgerPresenter(QObject):
    """Shows the year asked for; a spoilt number is marked in it."""

    changed = Signal(object)  # Done
    said = Signal(str)
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(self, page: LedgerPage, context: DeskContext, lanes: Lanes) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._lanes = lanes
        page.year_wanted.connect(self.show_year)
        page.void_wanted.connect(self._void)
        self.weigh_rights()

    def weigh_rights(self) -> None:
        """Shut or open what needs a right."""
        self._page.shut(refusal_of(Right.ISSUE_LETTER, self._context.actor))

    @Slot()
    def show_this_year(self) -> None:
        """Show the year that letters are numbered in now."""
        self.show_year(self._context.today().year)

    @Slot(int)
    def show_year(self, year: int) -> None:
        self._lanes.read.run(
            self,
            partial(letter_ledger, year, self._context),
            on_done=self._page.show_ledger,
            on_error=self._report,
        )

    @Slot(int, int, str)
    def _void(self, year: int, sequence: int, reason: str) -> None:
        self._lanes.write.run(
            self,
            partial(void_letter_number, VoidLetterNumber(year, sequence, reason), self._context),
            on_done=partial(self._voided, year, sequence),
            on_error=self._report,
        )

    def _voided(self, year: int, sequence: int, done: Done) -> None:
        self._page.close_form()
        self.said.emit(self.tr("Nomor {number} ditandai rusak.").format(number=sequence))
        self.show_year(year)
        self.changed.emit(done)

    def _report(self, error: Exception) -> None:
        if isinstance(error, ExpectedError) and error.trouble is Trouble.PROBLEMS:
            self._page.show_problems(error.problems)
            return
        signal = self.trouble if isinstance(error, ExpectedError) else self.failed
        signal.emit(error)
