"""Joins what somebody asks for about their own data to its use cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.domain.reporters import IdentityState
from desktop_app.services.context import DeskContext, Done
from desktop_app.services.personal_data.answer_person import AnswerPerson, answer_person
from desktop_app.services.personal_data.erase_reporter import (
    EraseReporter,
    erase_reporter,
    preview_erasure,
)
from desktop_app.services.personal_data.find_person import FoundCase, TypedPerson, find_person
from desktop_app.services.personal_data.processing_register import register_pdf
from desktop_app.services.personal_data.restrict_reporter import (
    RestrictReporter,
    restrict_reporter,
)
from desktop_app.ui.personal_data.person_card import FoundRow
from desktop_app.ui.personal_data.personal_data_page import PersonalDataPage
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.dates import day_words
from desktop_app.ui.words.identity import state_words
from desktop_app.ui.words.rights import refusal_of

# After these what is listed is not what it was.
_OUTDATED = frozenset({Trouble.NOT_ALLOWED, Trouble.RECORD_CHANGED, Trouble.RECORD_GONE})


class PersonalDataPresenter(QObject):
    """Finding and drawing are noted, so both are writing."""

    changed = Signal(object)  # Done
    said = Signal(str)
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
        self._card = page.person
        self._window = window
        self._theme = theme
        self._context = context
        self._lanes = lanes
        self._found: dict[UUID, FoundCase] = {}
        self._card.find_wanted.connect(self._find)
        self._card.answer_wanted.connect(self._answer)
        self._card.preview_wanted.connect(self._preview_erasure)
        self._card.restriction.agreed.connect(self._restrict)
        self._card.erasure.agreed.connect(self._erase)
        page.register_wanted.connect(self._draw_register)
        self.weigh_rights()

    def weigh_rights(self) -> None:
        """Shut or open the page."""
        reason = refusal_of(Right.PERSONAL_DATA, self._context.actor)
        self._page.shut(reason)
        if reason:
            self._found.clear()

    def forget(self) -> None:
        """Leave nobody's data behind."""
        self._found.clear()
        self._page.forget()

    # --- finding and answering

    @Slot(object)
    def _find(self, wanted: TypedPerson) -> None:
        self._write(partial(find_person, wanted, self._context), self._show)

    def _show(self, found: tuple[FoundCase, ...]) -> None:
        self._found = {one.case_uid: one for one in found}
        self._card.show_found([_row(one) for one in found])

    @Slot(object)
    def _answer(self, case_uids: tuple[UUID, ...]) -> None:
        self._write(
            partial(answer_person, AnswerPerson(case_uids), self._context),
            partial(self._show_pdf, self.tr("Data pribadi"), "data-pribadi.pdf"),
        )

    @Slot()
    def _draw_register(self) -> None:
        self._lanes.read.run(
            self,
            partial(register_pdf, self._context),
            on_done=partial(
                self._show_pdf, self.tr("Catatan kegiatan pemrosesan"), "catatan-pemrosesan.pdf"
            ),
            on_error=self._report,
        )

    def _show_pdf(self, title: str, file_name: str, pdf: bytes) -> None:
        # Printing is rare beside looking and typing, so its modules are loaded when first used.
        from desktop_app.ui.printing.print_preview import PrintPreview

        preview = PrintPreview(self._theme, self._window, title=title, file_name=file_name)
        preview.pages.show_pdf(pdf)
        preview.open()

    # --- restricting and erasing

    @Slot(object)
    def _restrict(self, request: RestrictReporter) -> None:
        self._card.restriction.set_busy(busy=True)
        self._write(
            partial(restrict_reporter, request, self._context), partial(self._restricted, request)
        )

    def _restricted(self, request: RestrictReporter, done: Done) -> None:
        state = IdentityState.RESTRICTED if request.restricted else IdentityState.OPEN
        self._mark(request.case_uid, state)
        self.said.emit(
            self.tr("Pemakaian identitas dibatasi.")
            if request.restricted
            else self.tr("Pembatasan dicabut.")
        )
        self.changed.emit(done)

    @Slot(object)
    def _preview_erasure(self, case_uid: UUID) -> None:
        self._lanes.read.run(
            self,
            partial(preview_erasure, case_uid, self._context),
            on_done=partial(self._card.show_preview, case_uid),
            on_error=self._report,
        )

    @Slot(object)
    def _erase(self, request: EraseReporter) -> None:
        self._card.erasure.set_busy(busy=True)
        self._write(partial(erase_reporter, request, self._context), partial(self._erased, request))

    def _erased(self, request: EraseReporter, done: Done) -> None:
        self._mark(request.case_uid, IdentityState.ERASED)
        self.said.emit(self.tr("Identitas pelapor dihapus. Laporannya tetap ada."))
        self.changed.emit(done)

    def _mark(self, case_uid: UUID, state: IdentityState) -> None:
        known = self._found.get(case_uid)
        if known is not None:
            self._found[case_uid] = replace(known, state=state)
            self._card.show_changed(_row(self._found[case_uid]))

    def _write(self, work: Callable[[], object], on_done: Callable[..., None]) -> None:
        self._lanes.write.run(self, work, on_done=on_done, on_error=self._report)

    def _report(self, error: Exception) -> None:
        question = self._card.open_question()
        if question is not None:
            question.set_busy(busy=False)
        if not isinstance(error, ExpectedError):
            self.failed.emit(error)
        elif error.trouble is Trouble.PROBLEMS:
            self._card.show_problems(error.problems)
        else:
            if error.trouble in _OUTDATED:
                self._card.close_question()
            self.trouble.emit(error)


def _row(found: FoundCase) -> FoundRow:
    erased = found.state is IdentityState.ERASED
    words = (
        found.register_number,
        day_words(found.received_at.date()),
        # The title may have named who was erased.
        *(("", "", "") if erased else _who(found)),
        state_words(found.state),
    )
    return FoundRow(found.case_uid, found.register_number, words, found.state)


def _who(found: FoundCase) -> tuple[str, str, str]:
    reporter = found.reporter
    who = "\n".join(part for part in (reporter.name, reporter.phone, reporter.nik) if part)
    title = found.title
    if title is None:
        title = QCoreApplication.translate("PersonalData", "Dirahasiakan")
    return title, who, ", ".join(_mark_words(mark) for mark in found.marks)


def _mark_words(mark: str) -> str:
    words = {
        "nik": QCoreApplication.translate("PersonalData", "NIK"),
        "phone": QCoreApplication.translate("PersonalData", "telepon"),
        "name": QCoreApplication.translate("PersonalData", "nama"),
    }
    return words[mark]
