"""Joins the page of personal data to its use cases."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.domain.phone import shown_phone
from desktop_app.services.context import DeskContext
from desktop_app.services.personal_data.answer_person import AnswerPerson, answer_person
from desktop_app.services.personal_data.find_person import FoundCase, TypedPerson, find_person
from desktop_app.services.personal_data.processing_register import register_pdf
from desktop_app.ui.personal_data.personal_data_page import FoundRow, PersonalDataPage
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.dates import day_words
from desktop_app.ui.words.rights import refusal_of


class PersonalDataPresenter(QObject):
    """Finding and drawing are noted, so both are writing."""

    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(
        self,
        page: PersonalDataPage,
        window: QWidget,
        theme: Theme,
        *,
        context: DeskContext,
        lanes: Lanes,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._window = window
        self._theme = theme
        self._context = context
        self._lanes = lanes
        page.find_wanted.connect(self._find)
        page.answer_wanted.connect(self._answer)
        page.register_wanted.connect(self._draw_register)
        self.weigh_rights()

    def weigh_rights(self) -> None:
        """Shut or open the page."""
        self._page.shut(refusal_of(Right.PERSONAL_DATA, self._context.actor))

    @Slot(object)
    def _find(self, wanted: TypedPerson) -> None:
        self._lanes.write.run(
            self,
            partial(find_person, wanted, self._context),
            on_done=self._show,
            on_error=self._report,
        )

    def _show(self, found: tuple[FoundCase, ...]) -> None:
        self._page.show_found([FoundRow(one.case_uid, _words(one)) for one in found])

    @Slot(object)
    def _answer(self, case_uids: tuple[UUID, ...]) -> None:
        self._lanes.write.run(
            self,
            partial(answer_person, AnswerPerson(case_uids), self._context),
            on_done=partial(self._preview, self.tr("Data pribadi"), "data-pribadi.pdf"),
            on_error=self._report,
        )

    @Slot()
    def _draw_register(self) -> None:
        self._lanes.read.run(
            self,
            partial(register_pdf, self._context),
            on_done=partial(
                self._preview, self.tr("Catatan kegiatan pemrosesan"), "catatan-pemrosesan.pdf"
            ),
            on_error=self._report,
        )

    def _preview(self, title: str, file_name: str, pdf: bytes) -> None:
        # Printing is rare beside looking and typing, so its modules are loaded when first used.
        from desktop_app.ui.printing.print_preview import PrintPreview

        preview = PrintPreview(self._theme, self._window, title=title, file_name=file_name)
        preview.pages.show_pdf(pdf)
        preview.open()

    def _report(self, error: Exception) -> None:
        if isinstance(error, ExpectedError) and error.trouble is Trouble.PROBLEMS:
            self._page.show_problems(error.problems)
            return
        signal = self.trouble if isinstance(error, ExpectedError) else self.failed
        signal.emit(error)


def _words(found: FoundCase) -> tuple[str, ...]:
    reporter = found.reporter
    phone = shown_phone(reporter.phone) if reporter.phone else ""
    who = ", ".join(part for part in (reporter.name, phone, reporter.nik) if part)
    return (
        found.register_number,
        day_words(found.received_at.date()),
        found.title,
        who,
        ", ".join(_mark_words(mark) for mark in found.marks),
    )


def _mark_words(mark: str) -> str:
    words = {
        "nik": QCoreApplication.translate("PersonalData", "NIK"),
        "phone": QCoreApplication.translate("PersonalData", "telepon"),
        "name": QCoreApplication.translate("PersonalData", "nama"),
    }
    return words[mark]
