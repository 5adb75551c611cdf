"""One file of the intake form: its name, its size once it is kept, and a way to take it out."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_app.domain.attachments import MEBIBYTE
from desktop_app.ui.controls.button import icon_button
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel, caption_label
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme

_KIBIBYTE = 1024
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic")


def size_words(size: int) -> str:
    """Write a size in bytes for people: `348 KB`, `1,2 MB`."""
    if size < MEBIBYTE:
        return f"{max(1, round(size / _KIBIBYTE))} KB"
    indonesian = QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia)
    return f"{indonesian.toString(size / MEBIBYTE, 'f', 1)} MB"


class FileRow(QFrame):
    """`sha256` is empty while the file is still being kept."""

    removal_wanted = Signal(object)  # UUID

    def __init__(self, theme: Theme, uid: UUID, name: str) -> None:
        super().__init__()
        self.uid = uid
        self.name = name
        self.sha256 = ""
        set_ground(self, "raised")
        icon = "image" if name.casefold().endswith(_PICTURES) else "file-text"
        self._state = caption_label(self.tr("sedang disimpan…"))
        self._state.setObjectName("file_state")
        self._state.setWordWrap(False)
        remove = icon_button(theme, self.tr("Keluarkan {name}").format(name=name), icon="x")
        remove.clicked.connect(self._ask_removal)
        self.focus_widget: QWidget = remove
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.spacing.medium, 0, 0, 0)
        row.setSpacing(theme.spacing.small)
        row.addWidget(IconLabel(theme, icon))
        row.addWidget(TextLabel(name), 1)
        row.addWidget(self._state)
        row.addWidget(remove)

    def show_kept(self, sha256: str) -> None:
        """The file is safe, though its size may not be known yet."""
        self.sha256 = sha256
        self._state.clear()

    def show_size(self, size: int) -> None:
        self._state.setText(size_words(size))

    @Slot()
    def _ask_removal(self) -> None:
        self.removal_wanted.emit(self.uid)
