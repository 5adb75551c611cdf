"""Joins the form that corrects the desk's own words of a case to its use case."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.services.context import DeskContext
from desktop_app.services.correct_case import CorrectCase, Corrected, correct_case
from desktop_app.services.open_case import open_case
from desktop_app.ui.case.case_sheet import CaseSheet
from desktop_app.ui.case.requests import Correction
from desktop_app.ui.tasks import Lanes


class CaseCorrecting(QObject):
    """Saves corrections of the case on the page, each with a way back."""

    corrected = Signal(object, str, object)  # Done, what was done, what takes it back or None
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(self, sheet: CaseSheet, context: DeskContext, lanes: Lanes) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._summary = sheet.tabs.summary
        self._context = context
        self._lanes = lanes
        self._summary.correction_submitted.connect(self._correct)

    @Slot(object)
    def _correct(self, correction: Correction) -> None:
        uid = self._sheet.case_uid()
        if uid is None:
            return
        if correction.village_typed:
            self._summary.show_problems([Problem("village", ProblemCode.VILLAGE_UNKNOWN)])
            return
        self._summary.set_busy(busy=True)
        request = CorrectCase(
            case_uid=uid,
            title=correction.title,
            category=correction.category,
            village_code=correction.village_code,
            place=correction.place,
        )
        self._lanes.write.run(
            self,
            partial(correct_case, request, self._context),
            on_done=partial(self._saved, request),
            on_error=self._not_saved,
        )

    def _saved(self, made: CorrectCase, corrected: Corrected) -> None:
        if made.case_uid == self._sheet.case_uid():
            self._sheet.drop_correction()
            self._summary.close_correction()
        if corrected.done.touched:
            undo = partial(self._take_back, corrected.undo, made)
            self.corrected.emit(corrected.done, self.tr("Koreksi tersimpan."), undo)

    def _not_saved(self, error: Exception) -> None:
        self._summary.set_busy(busy=False)
        if isinstance(error, ExpectedError) and error.trouble is Trouble.PROBLEMS:
            self._summary.show_problems(error.problems)
        else:
            self._report(error)

    def _take_back(self, request: CorrectCase, made: CorrectCase) -> None:
        self._lanes.write.run(
            self,
            partial(_undo, request, made, self._context),
            on_done=self._undone,
            on_error=self._report,
        )

    def _undone(self, corrected: Corrected) -> None:
        self.corrected.emit(corrected.done, self.tr("Koreksi diurungkan."), None)

    def _report(self, error: Exception) -> None:
        signal = self.trouble if isinstance(error, ExpectedError) else self.failed
        signal.emit(error)


def _undo(request: CorrectCase, made: CorrectCase, context: DeskContext) -> Corrected:
    """Put the old words back, unless somebody has corrected the case since."""
    case = open_case(made.case_uid, context).case
    corrected = (
        (made.title, case.title),
        (made.category, case.category),
        (made.village_code, case.village_code),
        (made.place, case.place),
    )
    if any(mine not in {None, now} for mine, now in corrected):
        raise ExpectedError(Trouble.RECORD_CHANGED)
    return correct_case(request, context)
