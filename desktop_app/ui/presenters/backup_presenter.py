"""Joins the page of the copies to its use cases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.backups import (
    Backup,
    BackupCancelledError,
    BackupProgress,
    Occasion,
    RestorePreview,
)
from desktop_app.domain.errors import ExpectedError
from desktop_app.services.backup.how_copies_stand import (
    CopiesStand,
    SecondPlace,
    how_copies_stand,
    preview_return,
)
from desktop_app.services.backup.keep_copy import KeptCopy, keep_copy
from desktop_app.services.backup.second_place import choose_second_place, forget_second_place
from desktop_app.ui.backup.backup_page import BackupPage
from desktop_app.ui.backup.copies_card import Row
from desktop_app.ui.shell.doors import OpenDesk
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.words.backups import (
    backup_progress_words,
    number_words,
    occasion_words,
    preview_words,
    tried_words,
)
from desktop_app.ui.words.dates import moment_words
from desktop_app.ui.words.troubles import trouble_words


class BackupPresenter(QObject):
    """Each copy was opened by itself before the page speaks of it."""

    return_wanted = Signal(str, object)  # name of the copy, Path it lies in or None
    said = Signal(str)
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(self, page: BackupPage, desk: OpenDesk, lanes: Lanes) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._context = desk.context
        self._copies = desk.safekeeping.copies
        self._lanes = lanes
        self._cancelled = threading.Event()
        self._shown: CopiesStand | None = None
        self._asked: tuple[str, Path | None] | None = None
        page.state.make_wanted.connect(self.make)
        page.state.cancel_wanted.connect(self._cancel)
        page.second.chosen.connect(self._choose_place)
        page.second.forget_wanted.connect(self._forget_place)
        page.copies.preview_wanted.connect(self._preview_row)
        page.copies.undo_wanted.connect(self._preview_undo)
        page.copies.return_wanted.connect(self._agree)

    @Slot()
    def refresh(self) -> None:
        """Look how the copies stand."""
        self._do(partial(how_copies_stand, self._context, self._copies), self._show)

    @Slot()
    def make(self) -> None:
        """Make one now."""
        self._cancelled.clear()
        self._page.state.show_busy(busy=True)
        self._page.state.work.begin(self.tr("Menyalin data"))

        def work(tell: Callable[[BackupProgress], None]) -> KeptCopy:
            return keep_copy(
                Occasion.ASKED,
                self._context,
                self._copies,
                tell=tell,
                cancelled=self._cancelled.is_set,
            )

        self._lanes.copies.run_telling(
            self, work, on_told=self._show_progress, on_done=self._made, on_error=self._not_made
        )

    def stop(self) -> None:
        """End what is at hand."""
        self._cancelled.set()

    def _made(self, kept: KeptCopy) -> None:
        self._page.state.show_busy(busy=False)
        if kept.trouble is None:
            self.said.emit(self.tr("Cadangan dibuat dan sudah dicoba buka."))
        self.refresh()

    def _not_made(self, error: Exception) -> None:
        self._page.state.show_busy(busy=False)
        if isinstance(error, BackupCancelledError):
            self.said.emit(self.tr("Pembuatan cadangan dihentikan. Cadangan lama tetap ada."))
        elif not isinstance(error, ExpectedError):
            self.failed.emit(error)
        self.refresh()

    def _show_progress(self, progress: BackupProgress) -> None:
        words = backup_progress_words(progress)
        self._page.state.work.show_progress(words, progress.done, progress.total)

    @Slot()
    def _cancel(self) -> None:
        self._cancelled.set()
        self._page.state.work.show_cancelling()

    @Slot(object)
    def _choose_place(self, folder: Path) -> None:
        self._do(
            partial(choose_second_place, folder, self._context, self._copies), self._place_changed
        )

    def _place_changed(self, _nothing: None) -> None:
        self.make()

    @Slot()
    def _forget_place(self) -> None:
        self._do(partial(forget_second_place, self._context), lambda _nothing: self.refresh())

    @Slot(int)
    def _preview_row(self, row: int) -> None:
        if self._shown is not None and 0 <= row < len(self._shown.all):
            self._preview(self._shown.all[row], self._shown)

    @Slot()
    def _preview_undo(self) -> None:
        if self._shown is not None and self._shown.before is not None:
            self._preview(self._shown.before, self._shown)

    def _preview(self, backup: Backup, stand: CopiesStand) -> None:
        self._asked = backup.name, stand.folder_of(backup)
        look = partial(preview_return, *self._asked, self._context, self._copies)
        self._do(look, self._show_preview)

    def _show_preview(self, preview: RestorePreview) -> None:
        self._page.copies.show_question(preview_words(preview, self._context.zone))

    @Slot()
    def _agree(self) -> None:
        if self._asked is not None:
            self.return_wanted.emit(*self._asked)

    def _show(self, stand: CopiesStand) -> None:
        self._shown = stand
        newest, zone = stand.newest, self._context.zone
        wrong = stand.first.trouble if stand.first is not None else None
        if newest is None:
            word, sentence = self.tr("Belum ada cadangan"), self.tr("Buat satu sekarang.")
        elif stand.overdue:
            word, sentence = self.tr("Cadangan sudah lama"), tried_words(newest, zone)
        else:
            word, sentence = self.tr("Data aman"), tried_words(newest, zone)
        self._page.state.show_state(
            word,
            sentence,
            good=not stand.overdue and wrong is None,
            trouble="" if wrong is None else trouble_words(wrong),
        )
        self._show_second(stand.second, may_keep=stand.may_keep)
        self._page.copies.show_rows(
            [self._row(backup) for backup in stand.all],
            may_keep=stand.may_keep,
            can_undo=stand.before is not None,
        )
        self._page.export.show_rights(
            may_export=stand.may_export, may_export_everything=stand.may_export_identities
        )

    def _show_second(self, second: SecondPlace | None, *, may_keep: bool) -> None:
        trouble = "" if second is None or second.trouble is None else trouble_words(second.trouble)
        if second is None:
            where, state = (
                "",
                self.tr(
                    "Bila komputer ini hilang atau rusak, cadangan di dalamnya ikut hilang. Pilih "
                    "folder di cakram lain, stik USB, atau jaringan."
                ),
            )
        elif second.newest is None:
            where, state = str(second.folder), ""
        else:
            where = str(second.folder)
            state = self.tr("Terakhir disalin: {moment}, {cases} aduan.").format(
                moment=moment_words(second.newest.made_at, self._context.zone),
                cases=number_words(second.newest.cases),
            )
        self._page.second.show_place(where, state, trouble=trouble, may_keep=may_keep)

    def _row(self, backup: Backup) -> Row:
        return (
            moment_words(backup.made_at, self._context.zone),
            occasion_words(backup.occasion),
            number_words(backup.cases),
            self._page.copies.place_words(backup.place),
        )

    def _do(self, work: Callable[[], object], on_done: Callable[..., None]) -> None:
        self._lanes.copies.run(self, work, on_done=on_done, on_error=self._report)

    def _report(self, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self.trouble.emit(error)
        else:
            self.failed.emit(error)
