"""Files of the case: dropped, pasted or chosen, each with its size and a way to take it out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID, uuid4

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.context import KeptFile
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.label import TextLabel, caption_label, emphasis_label
from desktop_app.ui.intake.file_row import FileRow
from desktop_app.ui.intake.offered_file import OfferedFile, file_at
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle


class FilesField(QWidget):
    """Lists the files of the form; one still being kept is listed, but not yet counted."""

    offered = Signal(object)  # OfferedFile
    edited = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[FileRow] = []
        self._add = quiet_button(theme, self.tr("Tambah berkas"), icon="paperclip")
        self._add.setObjectName("add_file")
        self._add.clicked.connect(self._ask)
        self.focus_widget: QWidget = self._add
        self._zone = QFrame()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.spacing.tiny)
        self._note = TextLabel(style=TypeStyle.CAPTION, tone=Tone.BAD)
        self._note.setObjectName("files_note")
        self._note.hide()
        self._lay_out()
        self.show_drop(over=False)

    def offer(self, file: OfferedFile) -> None:
        """List a file at once and ask for it to be kept."""
        self._note.hide()
        self._add_row(file.uid, file.name)
        self.offered.emit(file)

    def show_kept(self, uid: UUID, file: KeptFile) -> None:
        """Count a file from now on; the same content twice is listed once."""
        row = self._row(uid)
        if row is None:
            return
        if any(other.sha256 == file.sha256 for other in self._rows):
            self._take_out(row)
            return
        row.show_kept(file.sha256)
        row.show_size(file.size)
        self.edited.emit()

    def show_refused(self, uid: UUID, sentence: str) -> None:
        """Take a file out again and say why."""
        row = self._row(uid)
        if row is not None:
            self._take_out(row)
            self.show_problem(f"{row.name}: {sentence}")

    def show_problem(self, sentence: str) -> None:
        self._note.setText(sentence)
        self._note.show()

    def show_files(self, files: Sequence[tuple[str, str]]) -> None:
        """List the files of a draft: (sha256, name)."""
        self._note.hide()
        for row in tuple(self._rows):
            self._take_out(row)
        for sha256, name in files:
            self._add_row(uuid4(), name).show_kept(sha256)

    def describe(self, file: KeptFile) -> None:
        """Add the size of a file that a draft named."""
        for row in self._rows:
            if row.sha256 == file.sha256:
                row.show_size(file.size)

    def files(self) -> tuple[tuple[str, str], ...]:
        """Return what is kept, in the order offered: (sha256, name)."""
        return tuple((row.sha256, row.name) for row in self._rows if row.sha256)

    def show_drop(self, *, over: bool) -> None:
        """Show whether what is dragged over the form would land here."""
        set_ground(self._zone, "accent" if over else "raised")

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        hint = caption_label(self.tr("atau seret ke formulir ini, atau tempel dengan Ctrl+V"))
        inside = QHBoxLayout(self._zone)
        inside.setContentsMargins(spacing.small, spacing.small, spacing.medium, spacing.small)
        inside.setSpacing(spacing.medium)
        inside.addWidget(self._add)
        inside.addWidget(hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.tiny)
        column.addWidget(emphasis_label(self.tr("Berkas")))
        column.addWidget(self._zone)
        column.addLayout(self._list)
        column.addWidget(self._note)

    def _row(self, uid: UUID) -> FileRow | None:
        return next((row for row in self._rows if row.uid == uid), None)

    def _add_row(self, uid: UUID, name: str) -> FileRow:
        row = FileRow(self._theme, uid, name)
        row.removal_wanted.connect(self._remove)
        before = self._last_focus()
        self._rows.append(row)
        self._list.addWidget(row)
        QWidget.setTabOrder(before, row.focus_widget)
        return row

    def _last_focus(self) -> QWidget:
        return self._rows[-1].focus_widget if self._rows else self._add

    def _take_out(self, row: FileRow) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    @Slot(object)
    def _remove(self, uid: UUID) -> None:
        row = self._row(uid)
        if row is not None:
            self._add.setFocus()
            self._take_out(row)
            self.edited.emit()

    @Slot()
    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Pilih berkas"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._offer_all)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(list)
    def _offer_all(self, paths: list[str]) -> None:
        for path in paths:
            self.offer(file_at(Path(path)))
