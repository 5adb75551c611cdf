"""Joins the page of a case to its use cases: shows and moves it, and writes to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from desktop_app.domain.confidential import Because
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName, may_act_on
from desktop_app.services.context import DeskContext, Done
from desktop_app.services.lookups import Lookups
from desktop_app.services.open_case import CaseView, open_case
from desktop_app.services.void_case import revive_case
from desktop_app.ui.case.case_page import CasePage
from desktop_app.ui.case.requests import Task, Written
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.case.writing_tasks import done_words, why_refused, writing_task
from desktop_app.ui.presenters.case_correcting import CaseCorrecting
from desktop_app.ui.presenters.case_files_presenter import CaseFilesPresenter
from desktop_app.ui.presenters.case_identity import CaseIdentity
from desktop_app.ui.presenters.case_saving import saving
from desktop_app.ui.presenters.case_secrets import CaseSecrets
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.words.rights import why_not
from desktop_app.ui.words.troubles import trouble_words

# After these the case on the page is not what it was.
_OUTDATED = frozenset(
    {Trouble.MOVE_REFUSED, Trouble.NOT_ALLOWED, Trouble.RECORD_CHANGED, Trouble.RECORD_GONE}
)


class CasePresenter(QObject):
    """Shows the case asked for last; answers about any other case are dropped.

    Trouble is said where the action was; `trouble` tells only what has no place on the page.
    """

    changed = Signal(object)  # Done
    said = Signal(str, bool)  # what was done, and whether `undo` takes it back
    voided = Signal(object)  # Done: a case left the list, or is in it again
    ledger_wanted = Signal()
    letter_wanted = Signal(object)  # UUID of the case
    letter_open_wanted = Signal(object)  # UUID of the letter
    receipt_wanted = Signal(object)  # UUID of the case
    seen = Signal(object, bool)  # UUID of a case that is shown, and whether who reported is
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(
        self, page: CasePage, context: DeskContext, lanes: Lanes, *, lookups: Lookups
    ) -> None:
        super().__init__(page)
        self._page = page
        self._sheet = page.sheet
        self._context = context
        self._lanes = lanes
        self._lookups = lookups
        self._wanted: UUID | None = None
        self._view: CaseView | None = None
        self._is_opening = False
        self._is_outdated = False
        self._is_saving = False
        self._made: Task | None = None
        self._next: Task | None = None
        self._undo: Callable[[], None] | None = None
        self._files = CaseFilesPresenter(page.sheet, context, lanes)
        self._secrets = CaseSecrets(page, context, lanes)
        self._correcting = CaseCorrecting(page.sheet, context, lanes)
        self._identity = CaseIdentity(page.sheet, self._secrets, context, lanes)
        self._connect()

    @Slot(object)
    def show_case(self, uid: UUID) -> None:
        """Show a case; the one on the page stays until it is here."""
        self._secrets.hide_all_but(uid)
        self._identity.leave()
        self._wanted = uid
        self._made = self._next = None
        self._page.show_loading()
        self._open()

    @Slot()
    def clear(self) -> None:
        """Show no case."""
        self._wanted = self._view = None
        self._page.show_nothing()

    @Slot(object)
    def refresh_if_shown(self, touched: frozenset[UUID]) -> None:
        """Read the case on the page again if it was touched; what is being typed stays."""
        if self._wanted in touched:
            self._open()

    def set_lookups(self, lookups: Lookups) -> None:
        """Use these names from the next showing on."""
        self._lookups = lookups

    def verify(self) -> None:
        self.begin(MoveName.VERIFY)

    def assign(self) -> None:
        self.begin(MoveName.ASSIGN)

    def follow_up(self) -> None:
        self.begin(MoveName.FOLLOW_UP)

    def close(self) -> None:
        self.begin(MoveName.CLOSE)

    def note(self) -> None:
        self.begin(EntryKind.NOTE)

    def reply(self) -> None:
        self.begin(EntryKind.REPLY)

    def void(self) -> None:
        self.begin(EntryKind.VOIDED)

    @Slot()
    def reveal(self) -> None:
        """Show who reported in full; it is written down that somebody asked for it."""
        if self._view is not None and self._view.identity_hidden:
            self._sheet.show_refusal(self._why_not(Right.SEE_IDENTITY))
        elif self._view is not None and self._view.reporter is not None:
            self._secrets.reveal(self._view)

    @Slot()
    def correct_identity(self) -> None:
        """Turn who reported into fields, or say why not, once the chosen case stands here."""
        if self._is_opening:
            self._identity.wait()
        elif self._view is not None:
            self._identity.begin(self._view, take_keys=True)

    @Slot()
    def _resume_identity(self) -> None:
        if self._view is not None:
            self._identity.begin(self._view, take_keys=False)

    @Slot()
    def letter(self) -> None:
        """Ask for a letter about the chosen case, or say who may write one."""
        may = self._view is None or self._view.may_issue_letter
        self._ask_for(self.letter_wanted, "" if may else self._why_not(Right.ISSUE_LETTER))

    @Slot()
    def receipt(self) -> None:
        """Ask for the receipt of the chosen case, or say who may print it."""
        may = self._view is None or self._view.may_print_receipt
        self._ask_for(self.receipt_wanted, "" if may else self._why_not(Right.PRINT_RECEIPT))

    def refresh(self) -> None:
        """Read the case on the page again; what is being typed stays."""
        self._open()

    @Slot(object)
    def begin(self, task: Task) -> None:
        """Make a move at once, or ask in the page for what it needs, or say who may.

        A key pressed before the chosen case stands on the page as it is now waits for it: it must
        never act on the case before, nor on a status that a save has just changed.
        """
        if self._is_opening or self._is_saving:
            self._next = None if task == self._made else task
            return
        if self._view is None:
            return
        refusal = why_refused(task, self._shown(self._view))
        if refusal:
            self._sheet.show_refusal(refusal)
        elif writing_task(task) is None:
            self._save(task, Written(""))
        else:
            self._sheet.write(task)

    @Slot()
    def undo(self) -> bool:
        """Take back the last correction, or that a case was a mistake; say if there was one."""
        undo, self._undo = self._undo, None
        if undo is None:
            return False
        undo()
        return True

    def _ask_for(self, wanted: SignalInstance, refusal: str) -> None:
        # While another case is on its way, what stands here says nothing about it.
        is_here = self._view is not None and self._view.case.uid == self._wanted
        if refusal and is_here:
            self._sheet.show_refusal(refusal)
        elif self._wanted is not None:
            wanted.emit(self._wanted)

    def _why_not(self, right: Right) -> str:
        return why_not(right, self._context.office.kind)

    def _connect(self) -> None:
        self._page.retry_wanted.connect(self._open)
        self._page.reason_told.connect(self._tell_reason)
        self._sheet.knowing.wanted.connect(self.begin)
        self._secrets.opened.connect(self._open)
        self._secrets.shown.connect(self._show_revealed)
        self._secrets.trouble.connect(self.trouble)
        self._secrets.failed.connect(self.failed)
        self._sheet.tabs.summary.reporter.reveal_wanted.connect(self.reveal)
        self._sheet.next.move_wanted.connect(self.begin)
        self._sheet.bar.wanted.connect(self.begin)
        self._sheet.submitted.connect(self._save)
        for correcting in (self._correcting, self._identity):
            correcting.corrected.connect(self._corrected)
            correcting.trouble.connect(self.trouble)
            correcting.failed.connect(self.failed)
        self._identity.outdated.connect(self._open)
        self._sheet.identity_resumed.connect(self._resume_identity)
        self._sheet.next.identity_wanted.connect(self.correct_identity)
        self._sheet.tabs.summary.reporter.correct_wanted.connect(self.correct_identity)
        self._sheet.tabs.letters.ledger_wanted.connect(self.ledger_wanted)
        self._sheet.tabs.letters.letter_wanted.connect(self.letter)
        self._sheet.tabs.letters.receipt_wanted.connect(self.receipt)
        self._sheet.tabs.letters.open_wanted.connect(self.letter_open_wanted)
        self._files.said.connect(self._say)
        self._files.trouble.connect(self.trouble)
        self._files.failed.connect(self.failed)

    # --- showing

    @Slot()
    def _open(self) -> None:
        """Read the wanted case; while one is being read, the wish waits and the last one wins."""
        if self._is_opening:
            self._is_outdated = True
            return
        if self._wanted is None:
            return
        self._is_opening = True
        self._is_outdated = False
        self._lanes.read.run(
            self,
            partial(open_case, self._wanted, self._context),
            on_done=self._take,
            on_error=self._miss,
        )

    def _take(self, view: CaseView) -> None:
        self._is_opening = False
        if self._is_outdated:
            self._open()
        elif view.case.uid == self._wanted:
            self._view = view
            self._page.show_case(self._shown(view))
            self.seen.emit(view.case.uid, view.reporter is not None)
            waiting, self._made, self._next = self._next, None, None
            if waiting is not None:
                self.begin(waiting)
            if self._identity.is_waiting():
                self.correct_identity()

    def _miss(self, error: Exception) -> None:
        self._is_opening = False
        if self._is_outdated:
            self._open()
            return
        self._view = self._next = None
        if isinstance(error, ExpectedError) and error.trouble is Trouble.REASON_WANTED:
            self._page.show_reason(error.facts["register_number"])
        elif isinstance(error, ExpectedError):
            gone = error.trouble is Trouble.RECORD_GONE
            self._page.show_error(trouble_words(error), can_retry=not gone)
        else:
            words = self.tr("Kasus ini tidak dapat dibuka. Tidak ada yang hilang; coba lagi.")
            self._page.show_error(words, can_retry=True)
            self.failed.emit(error)

    def _shown(self, view: CaseView) -> ShownCase:
        context = self._context
        return ShownCase(
            view=view,
            lookups=self._lookups,
            villages=context.villages,
            office=context.office,
            zone=context.zone,
            now=context.clock(),
            revealed=self._secrets.revealed(view),
            may_correct_identity=may_act_on(Right.CORRECT_IDENTITY, view.case, context.actor),
        )

    @Slot(object)
    def _tell_reason(self, because: Because) -> None:
        if self._wanted is not None:
            self._secrets.open(self._wanted, because)

    @Slot()
    def _show_revealed(self) -> None:
        if self._view is not None:
            self._page.show_case(self._shown(self._view))
            self._identity.go_on(self._view)

    # --- moving and writing

    @Slot(object, object)
    def _save(self, task: Task, written: Written) -> None:
        # The second press of a key that was held down is not a second move.
        if self._view is None or self._is_saving:
            return
        self._is_saving = True
        self._made = task
        uid = self._view.case.uid
        self._lanes.write.run(
            self,
            saving(uid, task, written, self._context),
            on_done=partial(self._saved, uid, task),
            on_error=partial(self._not_saved, uid, task),
        )

    def _saved(self, uid: UUID, task: Task, done: Done) -> None:
        self._is_saving = False
        self._sheet.saved(uid, task)
        if task is EntryKind.VOIDED:
            self._undo = partial(self._revive, uid)
            self._say(done_words(task), can_undo=True)
            self.voided.emit(done)
        else:
            self._finish(done, done_words(task))

    def _not_saved(self, uid: UUID, task: Task, error: Exception) -> None:
        self._is_saving = False
        self._made = self._next = None
        writing = self._sheet.is_writing(uid, task)
        if not isinstance(error, ExpectedError):
            self._sheet.panel.show_error(self.tr("Belum tersimpan. Isian tetap ada; coba lagi."))
            self.failed.emit(error)
        elif writing and error.trouble is Trouble.PROBLEMS:
            self._sheet.panel.show_problems(error.problems)
        elif writing:
            self._sheet.panel.show_error(trouble_words(error))
        elif uid == self._sheet.case_uid():
            self._sheet.show_refusal(trouble_words(error))
        else:
            self.trouble.emit(error)
        if isinstance(error, ExpectedError) and error.trouble in _OUTDATED:
            self._open()

    # --- what can be taken back

    @Slot(object, str, object)
    def _corrected(self, done: Done, words: str, undo: Callable[[], None] | None) -> None:
        self._undo = undo or self._undo
        self._finish(done, words, can_undo=undo is not None)

    def _revive(self, uid: UUID) -> None:
        self._lanes.write.run(
            self,
            partial(revive_case, uid, self._context),
            on_done=self._revived,
            on_error=self._report,
        )

    def _revived(self, done: Done) -> None:
        self._say(self.tr("Kasus ada di daftar lagi."))
        self.voided.emit(done)

    def _finish(self, done: Done, words: str, *, can_undo: bool = False) -> None:
        self._say(words, can_undo=can_undo)
        self.changed.emit(done)
        self.refresh_if_shown(done.touched)

    @Slot(str)
    def _say(self, words: str, *, can_undo: bool = False) -> None:
        self.said.emit(words, can_undo)

    def _report(self, error: Exception) -> None:
        signal = self.trouble if isinstance(error, ExpectedError) else self.failed
        signal.emit(error)
