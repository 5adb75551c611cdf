"""Joins the form that corrects who reported a case to its use case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.workflow import may_act_on
from desktop_app.services.context import DeskContext
from desktop_app.services.open_case import CaseView, open_case
from desktop_app.services.personal_data.correct_reporter import (
    CorrectReporter,
    ReporterCorrected,
    correct_reporter,
)
from desktop_app.ui.case.case_sheet import CaseSheet
from desktop_app.ui.case.requests import IdentityTyped
from desktop_app.ui.presenters.case_secrets import CaseSecrets
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.words.identity import why_not_corrected
from desktop_app.ui.words.rights import why_not
from desktop_app.ui.words.troubles import trouble_words


@dataclass(frozen=True, slots=True)
class _Made:
    """A correction, and who reported as a screen shows them afterwards."""

    corrected: ReporterCorrected
    shown: Reporter | None


class CaseIdentity(QObject):
    """Opens the form with everything in full, which is noted as any showing of it."""

    corrected = Signal(object, str, object)  # Done, what was done, what takes it back or None
    outdated = Signal()  # the case on the page is not what it was
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(
        self, sheet: CaseSheet, secrets: CaseSecrets, context: DeskContext, lanes: Lanes
    ) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._form = sheet.tabs.summary.reporter.form
        self._secrets = secrets
        self._context = context
        self._lanes = lanes
        self._waits = False
        self._awaits: UUID | None = None
        self._take_keys = False
        self._form.submitted.connect(self._correct)
        secrets.trouble.connect(self.leave)
        secrets.failed.connect(self.leave)

    def wait(self) -> None:
        """Begin once the case that was chosen stands on the page."""
        self._waits = True

    def is_waiting(self) -> bool:
        return self._waits

    @Slot()
    def leave(self) -> None:
        """Open nothing any more for what was asked before."""
        self._waits = False
        self._awaits = None

    def begin(self, view: CaseView, *, take_keys: bool) -> None:
        """Open the form for the case on the page, or say why not."""
        self.leave()
        refusal = self._refusal(view)
        if refusal:
            self._sheet.show_refusal(refusal)
        elif self._sheet.tabs.summary.reporter.is_editing():
            self._form.begin()
        else:
            self._awaits = view.case.uid
            self._take_keys = take_keys
            self.go_on(view)

    def go_on(self, view: CaseView) -> None:
        """Fill the form in once who reported is known in full."""
        if self._awaits != view.case.uid:
            return
        known = self._secrets.revealed(view)
        if known is None and view.reporter is None:
            known = Reporter(view.case.uid)
        if known is None:
            self._secrets.reveal(view)
            return
        self._awaits = None
        self._sheet.open_identity(known, take_keys=self._take_keys)

    def _refusal(self, view: CaseView) -> str:
        if not may_act_on(Right.CORRECT_IDENTITY, view.case, self._context.actor):
            return why_not(Right.CORRECT_IDENTITY, self._context.office.kind)
        return why_not_corrected(view.case.identity_state)

    @Slot(object)
    def _correct(self, typed: IdentityTyped) -> None:
        uid = self._sheet.case_uid()
        if uid is None:
            return
        self._form.set_busy(busy=True)
        request = CorrectReporter(
            uid, name=typed.name, phone=typed.phone, address=typed.address, nik=typed.nik
        )
        self._lanes.write.run(
            self,
            partial(_make, request, self._context),
            on_done=partial(self._saved, uid),
            on_error=partial(self._not_saved, uid),
        )

    def _saved(self, uid: UUID, made: _Made) -> None:
        self._secrets.hide()
        if uid == self._sheet.case_uid():
            self._sheet.drop_identity()
        done = made.corrected.done
        if done.touched:
            self.corrected.emit(
                done, self.tr("Identitas pelapor dibetulkan."), partial(self._take_back, made)
            )
        else:
            self.outdated.emit()

    def _not_saved(self, uid: UUID, error: Exception) -> None:
        self._form.set_busy(busy=False)
        if uid != self._sheet.case_uid():
            self._report(error)
        elif not isinstance(error, ExpectedError):
            self._form.show_trouble(self.tr("Belum tersimpan. Isian tetap ada; coba lagi."))
            self.failed.emit(error)
        elif error.trouble is Trouble.PROBLEMS:
            self._form.show_problems(error.problems)
        else:
            self._form.show_trouble(trouble_words(error))
            self.outdated.emit()

    def _take_back(self, made: _Made) -> None:
        self._lanes.write.run(
            self,
            partial(_undo, made, self._context),
            on_done=self._undone,
            on_error=self._report,
        )

    def _undone(self, corrected: ReporterCorrected) -> None:
        self._secrets.hide()
        words = self.tr("Identitas pelapor kembali seperti semula.")
        self.corrected.emit(corrected.done, words, None)

    def _report(self, error: Exception) -> None:
        signal = self.trouble if isinstance(error, ExpectedError) else self.failed
        signal.emit(error)


def _make(request: CorrectReporter, context: DeskContext) -> _Made:
    corrected = correct_reporter(request, context)
    return _Made(corrected, open_case(request.case_uid, context).reporter)


def _undo(made: _Made, context: DeskContext) -> ReporterCorrected:
    """Put the old words back, unless who reported looks different since."""
    undo = made.corrected.undo
    if open_case(undo.case_uid, context).reporter != made.shown:
        raise ExpectedError(Trouble.RECORD_CHANGED)
    return correct_reporter(undo, context)
