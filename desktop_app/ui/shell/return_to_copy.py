"""Leads through the return to a copy, from the sign-in page or from the work itself."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from desktop_app.domain.backups import BackupCancelledError, BackupProgress, Restored, Tell
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.long_work import Cancelled
from desktop_app.ui.shell.doors import FoundCopy, OpenDesk, ReturnForm, WayBack
from desktop_app.ui.shell.return_screen import LOCAL, ReturnScreen
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.backups import restored_words
from desktop_app.ui.words.troubles import trouble_words

_WRONG = frozenset({Trouble.WRONG_PASSWORD, Trouble.CODE_WRONG, Trouble.TOO_MANY_TRIES})


class ReturnToCopy(QObject):
    """Works in the writer's lane, where the profile is opened and closed."""

    ended = Signal(str)  # what there is to say at the sign-in page
    failed = Signal(object)  # Exception that nobody expected

    def __init__(
        self, theme: Theme, lanes: Lanes, pages: QStackedWidget, *, way_back: WayBack | None
    ) -> None:
        super().__init__(pages)
        self._pages = pages
        self._lanes = lanes
        self._way_back = way_back
        self._cancelled = threading.Event()
        self._screen = ReturnScreen(theme)
        pages.addWidget(self._screen)
        self._screen.folder_chosen.connect(self._find)
        self._screen.return_wanted.connect(self._return)
        self._screen.cancel_wanted.connect(self._cancel)
        self._screen.back_wanted.connect(self._go_back)

    def offer(self, words: str) -> None:
        """Show the copies beside the data; `words` say why."""
        self._pages.setCurrentWidget(self._screen)
        self._screen.start(words)
        self._find(None)

    def leave(self, desk: OpenDesk, name: str, elsewhere: Path | None) -> None:
        """Return to a copy from an open desk, which is closed by it."""
        self._pages.setCurrentWidget(self._screen)
        return_to = desk.safekeeping.return_to
        self._run(partial(return_to, name, elsewhere), self._not_left)

    @Slot(object)
    def _find(self, folder: Path | None) -> None:
        if self._way_back is None:
            return
        self._lanes.read.run(
            self,
            partial(self._way_back.find, folder),
            on_done=self._found,
            on_error=self._not_returned,
        )

    def _found(self, found: list[FoundCopy]) -> None:
        self._screen.show_copies(found)
        if not found:
            self._screen.show_trouble(
                self.tr("Tidak ada cadangan di sini. Pasang stik atau cari di folder lain.")
            )

    @Slot(object)
    def _return(self, form: ReturnForm) -> None:
        if self._way_back is not None:
            self._run(partial(self._way_back.return_to, form), self._not_returned)

    def _run(self, work: Callable[..., Restored], on_error: Callable[[Exception], None]) -> None:
        self._cancelled.clear()
        self._screen.show_running()
        cancelled: Cancelled = self._cancelled.is_set

        def telling(tell: Tell) -> Restored:
            return work(tell=tell, cancelled=cancelled)

        self._lanes.write.run_telling(
            self, telling, on_told=self._tell, on_done=self._returned, on_error=on_error
        )

    def _tell(self, progress: BackupProgress) -> None:
        self._screen.show_progress(progress)

    @Slot()
    def _cancel(self) -> None:
        self._cancelled.set()
        self._screen.work.show_cancelling()

    def _returned(self, done: Restored) -> None:
        self._screen.forget()
        self.ended.emit(restored_words(done, LOCAL))

    def _not_returned(self, error: Exception) -> None:
        if isinstance(error, BackupCancelledError):
            self._screen.show_trouble(self._stopped())
        elif not isinstance(error, ExpectedError):
            self._screen.show_trouble("")
            self.failed.emit(error)
        elif error.trouble in _WRONG:
            self._screen.show_wrong(trouble_words(error))
        elif error.trouble is Trouble.BACKUP_OWNER_UNKNOWN:
            self._screen.ask_whose(trouble_words(error))
        else:
            self._screen.show_trouble(trouble_words(error))

    def _not_left(self, error: Exception) -> None:
        """The desk is closed by now: whatever went wrong is said where one signs in again."""
        if isinstance(error, BackupCancelledError):
            self.ended.emit(self._stopped())
        elif isinstance(error, ExpectedError):
            self.ended.emit(trouble_words(error))
        else:
            self.ended.emit("")
            self.failed.emit(error)

    def _stopped(self) -> str:
        return self.tr("Pemulihan dihentikan. Data tidak berubah.")

    @Slot()
    def _go_back(self) -> None:
        self._screen.forget()
        self.ended.emit("")
