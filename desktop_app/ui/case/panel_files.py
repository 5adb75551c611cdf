"""The files that go along with what somebody writes; the list is not there until one is."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.context import KeptFile
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.intake.file_row import FileRow
from desktop_app.ui.intake.offered_file import OfferedFile
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle


class PanelFiles(QWidget):
    """Lists a file at once and counts it as soon as it is kept."""

    offered = Signal(object)  # OfferedFile
    changed = Signal()  # what is kept

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[FileRow] = []
        self._kept: dict[UUID, KeptFile] = {}
        self._note = TextLabel(style=TypeStyle.CAPTION, tone=Tone.BAD)
        self._note.setObjectName("files_note")
        self._note.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.spacing.tiny)
        self._column.addWidget(self._note)
        self.hide()

    def offer(self, files: Iterable[OfferedFile]) -> None:
        """List files and ask for each to be kept."""
        self._note.hide()
        for file in files:
            self._add_row(file.uid, file.name)
            self.offered.emit(file)

    def show_kept(self, uid: UUID, file: KeptFile) -> None:
        """A file is safe now; the same content twice is listed once."""
        row = self._row(uid)
        if row is None:
            return
        if any(other.sha256 == file.sha256 for other in self._kept.values()):
            self._take_out(row)
            return
        self._kept[uid] = file
        row.show_kept(file.sha256)
        row.show_size(file.size)
        self.changed.emit()

    def show_refused(self, uid: UUID, sentence: str) -> None:
        """Take a file out again and say why."""
        row = self._row(uid)
        if row is not None:
            self._take_out(row)
            self._note.setText(f"{row.name}: {sentence}")
            self._note.show()
            self.show()

    def show_files(self, kept: Iterable[tuple[UUID, KeptFile]]) -> None:
        """List files kept earlier, in place of all others."""
        self._note.hide()
        for row in tuple(self._rows):
            self._take_out(row)
        for uid, file in kept:
            self._add_row(uid, file.name)
            self.show_kept(uid, file)

    def kept(self) -> tuple[tuple[UUID, KeptFile], ...]:
        """What is kept, in the order offered."""
        return tuple((row.uid, self._kept[row.uid]) for row in self._rows if row.uid in self._kept)

    def is_keeping(self) -> bool:
        """Whether a file is still on its way into the store."""
        return len(self._kept) < len(self._rows)

    def _row(self, uid: UUID) -> FileRow | None:
        return next((row for row in self._rows if row.uid == uid), None)

    def _add_row(self, uid: UUID, name: str) -> None:
        row = FileRow(self._theme, uid, name)
        row.removal_wanted.connect(self._remove)
        self._rows.append(row)
        self._column.insertWidget(len(self._rows) - 1, row)
        self.show()

    def _take_out(self, row: FileRow) -> None:
        self._rows.remove(row)
        self._kept.pop(row.uid, None)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.setVisible(bool(self._rows))

    @Slot(object)
    def _remove(self, uid: UUID) -> None:
        row = self._row(uid)
        if row is not None:
            self._take_out(row)
            self.changed.emit()
