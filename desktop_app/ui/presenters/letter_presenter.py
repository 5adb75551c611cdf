"""Joins the letter window to its use cases: templates, live preview, issue, reprint."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.drafts import LETTER, UnfinishedText
from desktop_app.domain.errors import ExpectedError
from desktop_app.services.context import DeskContext
from desktop_app.services.letters.compose_letter import (
    LetterPreview,
    LetterStart,
    draw_letter,
    letter_text,
    start_letter,
)
from desktop_app.services.letters.issue_letter import Issued, IssueLetter, LetterText, issue_letter
from desktop_app.services.letters.issue_letter import letter_pdf as frozen_pdf
from desktop_app.ui.presenters.text_keeper import TextKeeper
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.unkept import Unkept

if TYPE_CHECKING:
    from desktop_app.ui.letters.letter_window import LetterWindow

_KEEP_AFTER_MS = 800


class LetterPresenter(QObject):
    """Answers "write a letter for this case" and "show this letter again"."""

    issued = Signal(object)  # Done
    noted = Signal(object, object, object)  # AuditKind, UUID of the case if known, facts
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(
        self,
        owner: QObject,
        window: QWidget,
        theme: Theme,
        *,
        context: DeskContext,
        lanes: Lanes,
        unkept: Unkept,
    ) -> None:
        """Live as long as `owner`; `window` is what papers open over, and outlives the work."""
        super().__init__(owner)
        self._window = window
        self._theme = theme
        self._context = context
        self._lanes = lanes
        self._texts = TextKeeper(context, lanes, unkept=unkept, parent=self)
        self._texts.trouble.connect(self.trouble)
        self._texts.failed.connect(self.failed)
        self._open_now: _Composition | None = None

    @Slot(object)
    def compose(self, case_uid: UUID) -> None:
        """Open the window with a first text for this case."""
        self._compose(case_uid, {})

    def go_on(self, draft: UnfinishedText) -> None:
        """Open the window with a letter that was left unfinished."""
        self._compose(draft.case_uid, draft.words)

    def keep_typing(self) -> None:
        """Have the letter that is being written kept on the disk; its window may go then."""
        if self._open_now is not None:
            self._open_now.leave()

    def _compose(self, case_uid: UUID, words: Mapping[str, str]) -> None:
        self._lanes.read.run(
            self,
            partial(start_letter, case_uid, self._context),
            on_done=partial(self._open, words),
            on_error=self._fail,
        )

    @Slot(object)
    def open_letter(self, letter_uid: UUID) -> None:
        """Show the frozen PDF of an issued letter."""
        self._lanes.read.run(
            self,
            partial(_showable_pdf, letter_uid, self._context),
            on_done=partial(self._show_pdf, letter_uid),
            on_error=self._fail,
        )

    def _open(self, words: Mapping[str, str], start: LetterStart) -> None:
        # Writing a letter is rarer than looking and typing; its modules load when first used.
        from desktop_app.ui.letters.letter_window import LetterWindow

        window = LetterWindow(self._theme, self._window)
        self._open_now = _Composition(self, window, start, self._context, self._lanes)
        self._open_now.text_changed.connect(self._texts.keep)
        self._open_now.begin(words)
        window.finished.connect(self._closed)
        window.open()

    @Slot()
    def _closed(self) -> None:
        self._open_now = None

    def show_issued(self, issued: Issued) -> None:
        """Show what was filed, ready to print, and tell the others."""
        self._show_pdf(issued.letter.uid, issued.pdf)
        self.issued.emit(issued.done)

    def _show_pdf(self, letter_uid: UUID, pdf: bytes) -> None:
        from desktop_app.ui.printing.print_preview import PrintPreview

        preview = PrintPreview(
            self._theme, self._window, title=self.tr("Surat"), file_name="surat.pdf"
        )
        preview.printed.connect(partial(self._note, AuditKind.PRINTED, letter_uid))
        preview.kept.connect(partial(self._note, AuditKind.EXPORTED, letter_uid))
        preview.pages.show_pdf(pdf)
        preview.open()

    def _note(self, kind: AuditKind, letter_uid: UUID) -> None:
        self.noted.emit(kind, None, {"what": "letter", "letter": str(letter_uid)})

    def _fail(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self.trouble.emit(error)
        else:
            self.failed.emit(error)


class _Composition(QObject):
    """One open letter window: it lives and dies with it."""

    text_changed = Signal(object)  # UnfinishedText; an empty one is dropped

    def __init__(
        self,
        presenter: LetterPresenter,
        window: LetterWindow,
        start: LetterStart,
        context: DeskContext,
        lanes: Lanes,
    ) -> None:
        super().__init__(window)
        self._presenter = presenter
        self._window = window
        self._case_uid = start.desk.case.uid
        self._next_number = start.desk.next_number
        self._context = context
        self._lanes = lanes
        self._asked = 0
        self._is_left = False
        self._is_issuing = False
        self._is_kept = False
        self._kept: Mapping[str, str] = {}
        self._keep_timer = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._keep_timer.timeout.connect(self._keep)
        window.finished.connect(self._forget)
        window.preview_wanted.connect(self._preview)
        window.issue_wanted.connect(self._issue)
        window.form.template_chosen.connect(self._change_template)
        window.form.offer(start.templates, start.desk)
        window.form.show_text(start.text)

    def begin(self, draft: Mapping[str, str]) -> None:
        """Go on with a draft, where there is one."""
        form = self._window.form
        if draft:
            form.show_words(draft)
        self._is_kept = bool(draft)
        self._kept = form.words()
        form.edited.connect(self._note_typing)

    def leave(self) -> None:
        """Keep what is typed; that the window goes now does not mean that nobody wants it."""
        self._keep()
        self._is_left = True

    @Slot()
    def _note_typing(self) -> None:
        if not self._keep_timer.isActive():
            self._keep_timer.start()

    @Slot()
    def _keep(self) -> None:
        self._keep_timer.stop()
        words = self._window.form.words()
        if words != self._kept and not self._is_issuing:
            self._kept, self._is_kept = words, True
            self.text_changed.emit(UnfinishedText(self._case_uid, LETTER, words, is_open=True))

    @Slot()
    def _forget(self) -> None:
        self._keep_timer.stop()
        if self._is_kept and not self._is_left:
            self.text_changed.emit(UnfinishedText(self._case_uid, LETTER))

    @Slot(str)
    def _change_template(self, name: str) -> None:
        self._lanes.read.run(
            self,
            partial(letter_text, self._case_uid, name, self._context),
            on_done=self._show_text,
            on_error=self._fail,
        )

    def _show_text(self, text: LetterText) -> None:
        self._window.form.show_text(text)

    @Slot()
    def _preview(self) -> None:
        self._asked += 1
        form = self._window.form
        number = form.manual_number() or self._next_number
        self._lanes.read.run(
            self,
            partial(draw_letter, form.text(), number, self._context),
            on_done=partial(self._show_preview, self._asked),
            on_error=self._fail,
        )

    def _show_preview(self, asked: int, preview: LetterPreview) -> None:
        if asked == self._asked:
            self._window.show_preview(preview.pdf, preview.missing)

    @Slot(bool)
    def _issue(self, date_confirmed: bool) -> None:
        form = self._window.form
        self._keep()
        self._is_issuing = True  # which forgets the draft; kept behind it, it would come back
        request = IssueLetter(
            self._case_uid, form.text(), form.manual_number(), date_confirmed=date_confirmed
        )
        self._lanes.write.run(
            self,
            partial(issue_letter, request, self._context),
            on_done=self._issued,
            on_error=self._fail,
        )

    def _issued(self, issued: Issued) -> None:
        self._window.accept()
        self._presenter.show_issued(issued)

    def _fail(self, error: Exception) -> None:
        self._is_issuing = False
        if isinstance(error, ExpectedError):
            self._window.show_trouble(error)
        else:
            self._presenter.failed.emit(error)


def _showable_pdf(letter_uid: UUID, context: DeskContext) -> bytes:
    """Read a letter, which may be another office's; raises what `demand_showable` raises."""
    from desktop_app.ui.printing.pdf_limits import demand_showable

    return demand_showable(frozen_pdf(letter_uid, context))
