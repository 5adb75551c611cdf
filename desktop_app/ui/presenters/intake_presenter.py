"""Joins the intake screen to its use cases: draft, help, files and the save itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop_app.domain.drafts import IntakeDraft, KeptDraft
from desktop_app.domain.errors import ExpectedError, Problem, Trouble
from desktop_app.domain.permissions import Right
from desktop_app.services.context import DeskContext, KeptFile
from desktop_app.services.intake_help import IntakeHelp, intake_help
from desktop_app.services.keep_draft import keep_draft, kept_draft
from desktop_app.services.keep_file import keep_file, kept_file
from desktop_app.services.lookups import Lookups
from desktop_app.services.register_case import (
    RegisterCase,
    Registered,
    intake_problems,
    register_case,
)
from desktop_app.ui.intake.intake_screen import IntakeScreen
from desktop_app.ui.intake.offered_file import OfferedFile
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.unkept import Unkept
from desktop_app.ui.words.rights import refusal_of
from desktop_app.ui.words.troubles import trouble_words

KEEP_AFTER_MS = 800
_HELP_AFTER_MS = 150
_FORM = "intake"  # one form for each session
_DISTRICT_CODE_LENGTH = len("33.03.09")


@dataclass(frozen=True, slots=True)
class _AskedSave:
    """What the clerk asked for last."""

    prints: bool
    date_confirmed: bool = False


class IntakePresenter(QObject):
    """Keeps what is typed within a second, and never saves one report twice."""

    case_saved = Signal(object)  # Done
    receipt_wanted = Signal(object)  # UUID
    case_wanted = Signal(object)  # UUID
    trouble = Signal(object)  # ExpectedError that the screen does not show by itself
    failed = Signal(object)  # Exception

    def __init__(
        self,
        screen: IntakeScreen,
        context: DeskContext,
        *,
        lanes: Lanes,
        lookups: Lookups,
        unkept: Unkept,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._screen = screen
        self._context = context
        self._lanes = lanes
        self._unkept = unkept
        self._asked = _AskedSave(prints=False)
        self._save_waits = False
        self._saving = False
        self._files_under_way = 0
        self._emptied: IntakeDraft | None = None
        self._draft_fails = False
        self._keep_timer = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._help_timer = QTimer(self, singleShot=True, interval=_HELP_AFTER_MS)
        self._offer(lookups)
        screen.show_draft(self._blank())
        self._wire()

    def start(self) -> None:
        """Begin, with the form this person left unsaved should there be one."""
        # A form in the background must not take the keys of what is on screen.
        if self._screen.isVisible():
            self._screen.start_next()
        self._lanes.read.run(
            self,
            partial(kept_draft, self._context),
            on_done=self._restore,
            on_error=self._tell,
        )
        self._ask_help()

    def set_lookups(self, lookups: Lookups) -> None:
        """Offer other lists from now on; what is typed stays."""
        self._offer(lookups)

    def weigh_rights(self) -> None:
        """Shut the form to who takes no reports any more; what is typed stays, as a draft."""
        self._keep_at_once()
        self._screen.show_refusal(refusal_of(Right.REGISTER, self._context.actor))

    def _offer(self, lookups: Lookups) -> None:
        office = self._context.office
        self._screen.set_lookups(
            lookups,
            tuple(self._context.villages.values()),
            home_district=office.region_code[:_DISTRICT_CODE_LENGTH],
            own_office=office.uid,
        )

    def _wire(self) -> None:
        screen = self._screen
        screen.draft_changed.connect(self._note_change)
        screen.save_wanted.connect(self._save)
        screen.date_confirmed.connect(self._save_with_this_date)
        screen.discard_wanted.connect(self._empty)
        screen.bring_back_wanted.connect(self._bring_back)
        screen.file_offered.connect(self._keep_file)
        screen.left.connect(self._keep_at_once)
        screen.receipt_wanted.connect(self.receipt_wanted)
        screen.open_case_wanted.connect(self.case_wanted)
        self._keep_timer.timeout.connect(self._keep)
        self._help_timer.timeout.connect(self._ask_help)

    def _blank(self) -> IntakeDraft:
        return IntakeDraft(uid=self._context.new_uid())

    def _restore(self, kept: KeptDraft | None) -> None:
        if kept is not None:
            self._screen.show_draft(kept.draft)
            self._screen.show_restored(self._context.local(kept.kept_at))
            self._describe_files(kept.draft)
            self._ask_help()

    # What is typed.

    @Slot()
    def _note_change(self) -> None:
        # Not restarted by the next key: steady typing must not put the keeping off.
        if not self._keep_timer.isActive():
            self._keep_timer.start()
        if not self._help_timer.isActive():
            self._help_timer.start()

    @Slot()
    def _keep_at_once(self) -> None:
        if self._keep_timer.isActive():
            self._keep_timer.stop()
            self._keep()

    @Slot()
    def _keep(self) -> None:
        # The save forgets the draft; keeping it behind the save would bring it back.
        if not self._saving:
            self._keep_as_draft(self._screen.draft())

    def _keep_as_draft(self, draft: IntakeDraft) -> None:
        self._lanes.write.run(
            self,
            partial(self._unkept.watch, _FORM, partial(keep_draft, draft, self._context)),
            on_done=self._show_kept,
            on_error=self._show_not_kept,
        )

    def _show_kept(self, at: datetime | None) -> None:
        self._draft_fails = False
        if at is not None and not self._saving:
            self._screen.show_draft_kept(self._context.local(at))

    def _show_not_kept(self, error: Exception) -> None:
        self._screen.show_draft_not_kept()
        if not self._draft_fails:
            self._draft_fails = True
            self._tell(error)

    @Slot()
    def _empty(self) -> None:
        self._emptied = self._screen.draft()
        self._keep_timer.stop()
        blank = self._blank()
        self._screen.show_draft(blank)
        self._screen.show_emptied()
        self._keep_as_draft(blank)
        self._ask_help()

    @Slot()
    def _bring_back(self) -> None:
        if self._emptied is not None:
            self._screen.show_draft(self._emptied)
            self._describe_files(self._emptied)
            self._emptied = None
            self._keep()
            self._ask_help()

    # Help.

    @Slot()
    def _ask_help(self) -> None:
        draft = self._screen.draft()
        warnings = [problem for problem in self._problems(draft) if problem.warning]
        self._screen.show_warnings(warnings)
        self._lanes.read.run(
            self,
            partial(intake_help, draft, self._context),
            on_done=self._show_help,
            on_error=self._tell,
        )

    def _show_help(self, hints: IntakeHelp) -> None:
        self._screen.show_help(hints)

    def _problems(self, draft: IntakeDraft) -> Sequence[Problem]:
        return intake_problems(draft, self._context.today())

    # Files.

    @Slot(object)
    def _keep_file(self, file: OfferedFile) -> None:
        self._files_under_way += 1
        self._lanes.write.run(
            self,
            partial(_read_and_keep, file, self._context),
            on_done=partial(self._show_file, file),
            on_error=partial(self._refuse_file, file),
        )

    def _show_file(self, file: OfferedFile, kept: KeptFile) -> None:
        self._files_under_way -= 1
        self._screen.show_file_kept(file.uid, kept)
        self._save_when_files_are_kept()

    def _refuse_file(self, file: OfferedFile, error: Exception) -> None:
        self._files_under_way -= 1
        self._save_waits = False
        if isinstance(error, ExpectedError):
            self._screen.show_file_refused(file.uid, trouble_words(error))
        else:
            self._screen.show_file_refused(file.uid, self.tr("Berkas ini tidak dapat disimpan."))
            self.failed.emit(error)

    def _describe_files(self, draft: IntakeDraft) -> None:
        for sha256, name in draft.files:
            self._lanes.read.run(
                self,
                partial(kept_file, sha256, name, self._context),
                on_done=self._screen.describe_file,
                on_error=self._tell,
            )

    # The save.

    @Slot(object, bool)
    def _save(self, _draft: IntakeDraft, prints: bool) -> None:
        self._check_and_save(_AskedSave(prints))

    @Slot()
    def _save_with_this_date(self) -> None:
        self._check_and_save(replace(self._asked, date_confirmed=True))

    def _check_and_save(self, asked: _AskedSave) -> None:
        if self._saving:
            return
        self._asked = asked
        problems = self._problems(self._screen.draft())
        stopping = [problem for problem in problems if not problem.warning]
        if stopping or self._screen.has_unread():
            self._screen.show_problems(stopping)
            return
        self._save_waits = True
        self._save_when_files_are_kept()

    def _save_when_files_are_kept(self) -> None:
        if not self._save_waits or self._files_under_way:
            return
        self._save_waits = False
        self._saving = True
        self._keep_timer.stop()
        self._screen.busy(saving=True)
        request = RegisterCase(self._screen.draft(), self._asked.date_confirmed)
        self._lanes.write.run(
            self,
            partial(self._unkept.watch, _FORM, partial(register_case, request, self._context)),
            on_done=self._show_saved,
            on_error=self._show_unsaved,
        )

    def _show_saved(self, registered: Registered) -> None:
        self._saving = False
        self._screen.busy(saving=False)
        self._keep_timer.stop()
        self._screen.show_saved(registered)
        self._screen.show_draft(self._blank())
        self._ask_help()
        self.case_saved.emit(registered.done)
        if self._asked.prints:
            self.receipt_wanted.emit(registered.case.uid)

    def _show_unsaved(self, error: Exception) -> None:
        self._saving = False
        self._screen.busy(saving=False)
        self._note_change()
        if not isinstance(error, ExpectedError):
            self.failed.emit(error)
        elif error.trouble is Trouble.PROBLEMS:
            self._screen.show_problems(error.problems)
        elif error.trouble is Trouble.CLOCK_DOUBTFUL:
            self._screen.show_clock_doubt(error)
        else:
            self._screen.show_trouble(error)

    def _tell(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self.trouble.emit(error)
        else:
            self.failed.emit(error)


def _read_and_keep(file: OfferedFile, context: DeskContext) -> KeptFile:
    return keep_file(file.read(), file.name, context)
