"""The copies during one person's time at the desk: the one of the day, the warning, the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.ui.backup.daily_copy import DailyCopy
from desktop_app.ui.frame import Frame
from desktop_app.ui.shell.doors import OpenDesk
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme

if TYPE_CHECKING:
    from desktop_app.ui.backup.backup_page import BackupPage
    from desktop_app.ui.presenters.backup_presenter import BackupPresenter
    from desktop_app.ui.presenters.export_presenter import ExportPresenter


class Safe(QObject):
    """Makes the page when it is first asked for."""

    closed = Signal()
    return_wanted = Signal(str, object)  # name of a copy, Path it lies in or None
    said = Signal(str)
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(self, frame: Frame, theme: Theme, desk: OpenDesk, *, lanes: Lanes) -> None:
        super().__init__(frame)
        self._frame = frame
        self._theme = theme
        self._desk = desk
        self._lanes = lanes
        self._page: BackupPage | None = None
        self._presenter: BackupPresenter | None = None
        self._export: ExportPresenter | None = None
        self._daily = DailyCopy(desk.context, desk.safekeeping.copies, lanes, self)
        self._daily.damaged.connect(self.trouble)
        self._daily.failed.connect(self.failed)
        self._daily.looked.connect(self._take_news)

    def start(self) -> None:
        """Make the copy of the day, once the list stands."""
        self._daily.start()

    def stop(self) -> None:
        """End what is at hand and start nothing more."""
        self._daily.stop()
        if self._presenter is not None and self._export is not None:
            self._presenter.stop()
            self._export.stop()

    @Slot()
    def show_page(self) -> None:
        """Show how the copies stand."""
        if self._page is None:
            self._build()
        self._frame.show_section("backup")
        if self._presenter is not None and self._page is not None:
            self._presenter.refresh()
            self._page.copies.table.setFocus()

    @Slot(bool, bool)
    def _take_news(self, was_made: bool, overdue: bool) -> None:
        self._frame.set_copies_overdue(overdue=overdue)
        if overdue:
            words = self.tr(
                "Cadangan terakhir sudah lebih dari 3 hari. Buka Cadangan di menu nama Anda."
            )
            self._frame.toast.say(words, tone=Tone.WARNING)
        if was_made and self._presenter is not None:
            self._presenter.refresh()

    def _build(self) -> None:
        # Looked at a few times a year, so its modules load then.
        from desktop_app.ui.backup.backup_page import BackupPage
        from desktop_app.ui.presenters.backup_presenter import BackupPresenter
        from desktop_app.ui.presenters.export_presenter import ExportPresenter

        self._page = page = BackupPage(self._theme)
        self._frame.add_page("backup", page)
        self._presenter = BackupPresenter(page, self._desk, self._lanes)
        self._export = ExportPresenter(page.export, self._desk, self._lanes)
        page.closed.connect(self.closed)
        self._export.failed.connect(self.failed)
        self._presenter.failed.connect(self.failed)
        self._presenter.return_wanted.connect(self.return_wanted)
        self._presenter.said.connect(self.said)
        self._presenter.trouble.connect(self.trouble)
