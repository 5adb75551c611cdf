"""The files of the case on the page: keeps new ones, makes small pictures, saves copies."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtGui import QImage

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.errors import ExpectedError
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.context import DeskContext, KeptFile
from desktop_app.services.keep_file import keep_file
from desktop_app.services.open_case import read_file
from desktop_app.ui.case.case_sheet import CaseSheet
from desktop_app.ui.case.copy_file import write_copy
from desktop_app.ui.case.pictures import small_picture
from desktop_app.ui.intake.offered_file import OfferedFile
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.words.troubles import trouble_words

_THUMBNAIL_SIDE = 160
_PREVIEW_SIDE = 2048


class CaseFilesPresenter(QObject):
    """Reads and decodes in lanes; a picture for a case no longer shown finds no place and goes."""

    said = Signal(str)
    trouble = Signal(object)  # ExpectedError
    failed = Signal(object)  # Exception

    def __init__(self, sheet: CaseSheet, context: DeskContext, lanes: Lanes) -> None:
        super().__init__(sheet)
        self._panel = sheet.panel
        self._tab = sheet.tabs.files
        self._context = context
        self._lanes = lanes
        self._panel.file_offered.connect(self._keep)
        self._tab.thumbnail_wanted.connect(self._fetch_thumbnail)
        self._tab.preview_wanted.connect(self._fetch_preview)
        self._tab.copy_wanted.connect(self._save_copy)

    @Slot(object)
    def _keep(self, file: OfferedFile) -> None:
        self._lanes.write.run(
            self,
            partial(_kept, file, self._context),
            on_done=partial(self._panel.show_kept, file.uid),
            on_error=partial(self._refuse, file.uid),
        )

    def _refuse(self, uid: UUID, error: Exception) -> None:
        if isinstance(error, ExpectedError):
            self._panel.show_refused(uid, trouble_words(error))
        else:
            self._panel.show_refused(uid, self.tr("Berkas ini tidak dapat disimpan."))
            self.failed.emit(error)

    @Slot(str)
    def _fetch_thumbnail(self, sha256: str) -> None:
        self._lanes.read.run(
            self,
            partial(_picture, sha256, _THUMBNAIL_SIDE, self._context),
            on_done=partial(self._tab.show_thumbnail, sha256),
            on_error=self._leave_icon,
        )

    def _leave_icon(self, error: Exception) -> None:
        # A damaged picture keeps the icon of its kind; opening it says what is wrong.
        if not isinstance(error, ExpectedError):
            self.failed.emit(error)

    @Slot(str)
    def _fetch_preview(self, sha256: str) -> None:
        self._lanes.read.run(
            self,
            partial(_picture, sha256, _PREVIEW_SIDE, self._context),
            on_done=partial(self._tab.show_picture, sha256),
            on_error=self._report,
        )

    @Slot(str, object)
    def _save_copy(self, sha256: str, path: Path) -> None:
        self._lanes.read.run(
            self,
            partial(_hand_out, sha256, path, self._context),
            on_done=self._tell_copied,
            on_error=self._report,
        )

    def _tell_copied(self, may_run: bool) -> None:
        words = self.tr("Salinan tersimpan. Salinan ini tidak terkunci sandi.")
        if may_run:
            words = self.tr(
                "Salinan tersimpan, tidak terkunci sandi. Hati-hati: berkas ini dapat menjalankan "
                "program. Jangan dibuka bila pengirimnya tidak Anda kenal."
            )
        self.said.emit(words)

    def _report(self, error: Exception) -> None:
        signal = self.trouble if isinstance(error, ExpectedError) else self.failed
        signal.emit(error)


def _kept(file: OfferedFile, context: DeskContext) -> KeptFile:
    return keep_file(file.read(), file.name, context)


def _picture(sha256: str, side: int, context: DeskContext) -> QImage:
    """Decode a picture in a lane; raises what reading and decoding raise."""
    return small_picture(read_file(sha256, context), QSize(side, side))


def _hand_out(sha256: str, path: Path, context: DeskContext) -> bool:
    """Note that a copy leaves the program, then write it; say whether it may run as a program."""
    note_alone(AuditKind.EXPORTED, context, facts={"what": "file", "sha256": sha256})
    return write_copy(sha256, path, context)
