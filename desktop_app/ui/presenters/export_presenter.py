"""Joins the card of the export to its use case."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.export_tables import ExportReason
from desktop_app.services.export.export_all import (
    ExportAll,
    ExportCancelledError,
    Exported,
    export_all,
)
from desktop_app.ui.backup.export_card import ExportCard
from desktop_app.ui.shell.doors import OpenDesk
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.words.backups import number_words
from desktop_app.ui.words.troubles import trouble_words


class ExportPresenter(QObject):
    """Writes in the lane of the copies, so that neither waits for a round."""

    failed = Signal(object)  # Exception

    def __init__(self, card: ExportCard, desk: OpenDesk, lanes: Lanes) -> None:
        super().__init__(card)
        self._card = card
        self._desk = desk
        self._lanes = lanes
        self._cancelled = threading.Event()
        card.wanted.connect(self._export)
        card.cancel_wanted.connect(self._cancel)

    def stop(self) -> None:
        """End what is at hand."""
        self._cancelled.set()

    @Slot(object, object)
    def _export(self, folder: Path, reason: ExportReason | None) -> None:
        self._cancelled.clear()
        self._card.show_busy(busy=True)
        wanted = ExportAll(folder, reason)

        def work(tell: Callable[[tuple[int, int]], None]) -> Exported:
            return export_all(
                wanted,
                self._desk.context,
                self._desk.safekeeping.everything,
                tell=lambda done, total: tell((done, total)),
                cancelled=self._cancelled.is_set,
            )

        self._lanes.copies.run_telling(
            self, work, on_told=self._show_progress, on_done=self._done, on_error=self._not_done
        )

    @Slot()
    def _cancel(self) -> None:
        self._cancelled.set()
        self._card.work.show_cancelling()

    def _show_progress(self, told: tuple[int, int]) -> None:
        done, total = told
        words = self.tr("{done} dari {total} baris").format(
            done=number_words(done), total=number_words(total)
        )
        self._card.work.show_progress(words, done, total)

    def _done(self, done: Exported) -> None:
        self._card.show_busy(busy=False)
        words = self.tr("Ekspor selesai: {cases} aduan dan {files} berkas di {folder}.").format(
            cases=number_words(done.cases),
            files=number_words(done.files),
            folder=done.folder,
        )
        if done.missing:
            left = self.tr("{count} berkas tidak ada atau rusak, jadi tidak ikut.")
            words = f"{words} {left.format(count=number_words(done.missing))}"
        self._card.show_done(words)

    def _not_done(self, error: Exception) -> None:
        self._card.show_busy(busy=False)
        if isinstance(error, ExportCancelledError):
            self._card.show_trouble(self.tr("Ekspor dihentikan. Tidak ada yang ditinggalkan."))
        elif not isinstance(error, ExpectedError):
            self.failed.emit(error)
        else:
            self._card.show_trouble(self._words(error))

    def _words(self, error: ExpectedError) -> str:
        if error.trouble is Trouble.DISK_FULL:
            return self.tr(
                "Tempat itu penuh, jadi ekspor dibatalkan dan tidak ada yang ditinggalkan. "
                "Kosongkan ruang atau pilih folder lain."
            )
        if error.trouble is Trouble.FOLDER_READ_ONLY:
            return self.tr(
                "Folder itu tidak dapat ditulis, jadi ekspor dibatalkan. Pilih folder lain."
            )
        return trouble_words(error)
