"""One file of a case: a small picture or the icon of its kind, its name, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.erasure import NO_FILE
from desktop_app.domain.file_names import file_name
from desktop_app.ui.case.pictures import PICTURE_TYPES
from desktop_app.ui.case.words_label import WordsLabel
from desktop_app.ui.controls.button import icon_button, quiet_button
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import caption_label
from desktop_app.ui.intake.file_row import size_words
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme

_ICONS = {"audio": "message-circle", "video": "camera", "image": "image"}


class FileCard(QFrame):
    """A file that is not here yet, or was erased, says so and offers nothing."""

    preview_wanted = Signal(str)  # sha256
    copy_wanted = Signal(object)  # Attachment

    def __init__(self, theme: Theme, file: Attachment, *, held: bool, about: str) -> None:
        """Show a file; `about` says who added it and when."""
        super().__init__()
        self._theme = theme
        self.file = file
        self.held = held
        set_ground(self, "raised")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._is_erased = file.sha256 == NO_FILE
        self._name = self.tr("Berkas sudah dihapus") if self._is_erased else file_name(file.name)
        self.setAccessibleName(self._name)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._corner = QStackedLayout()
        self._lay_out(about)

    @property
    def is_picture(self) -> bool:
        return self.file.media_type in PICTURE_TYPES

    def show_picture(self, image: QImage) -> None:
        """Show a small picture in place of the icon; a null image leaves the icon."""
        if image.isNull():
            return
        side = self._side()
        ratio = self.devicePixelRatioF()
        fitted = QPixmap.fromImage(image).scaled(
            QSize(side, side) * ratio,
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        self._picture.setPixmap(fitted)
        self._corner.setCurrentWidget(self._picture)

    def _lay_out(self, about: str) -> None:
        spacing = self._theme.spacing
        place = QWidget()
        place.setFixedSize(self._side(), self._side())
        place.setLayout(self._corner)
        self._corner.addWidget(self._kind_icon())
        self._corner.addWidget(self._picture)
        words = QVBoxLayout()
        words.setSpacing(spacing.units(2))
        words.addStretch()
        words.addWidget(WordsLabel(self._name))
        size = "" if self._is_erased else size_words(self.file.size)
        words.addWidget(caption_label(" · ".join(filter(None, (size, about)))))
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.small, spacing.small, spacing.medium, spacing.small)
        row.setSpacing(spacing.medium)
        row.addWidget(place)
        row.addLayout(words, 1)
        if self._is_erased:
            return
        if not self.held:
            row.addWidget(IconLabel(self._theme, "hourglass"))
            row.addWidget(caption_label(self.tr("masih di jalan")))
            return
        if self.is_picture:
            look = quiet_button(self._theme, self.tr("Lihat"), icon="eye")
            look.setObjectName("look")
            look.setAccessibleName(self.tr("Lihat {name}").format(name=self._name))
            look.clicked.connect(self._want_preview)
            row.addWidget(look)
        words_for_copy = self.tr("Simpan salinan {name}").format(name=self._name)
        copy = icon_button(self._theme, words_for_copy, icon="download")
        copy.clicked.connect(self._want_copy)
        row.addWidget(copy)

    def _kind_icon(self) -> QWidget:
        kind = self.file.media_type.split("/")[0]
        name = "trash-2" if self._is_erased else _ICONS.get(kind, "file-text")
        icon = IconLabel(self._theme, name, size=self._theme.spacing.wide)
        holder = QWidget()
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(icon, 0, Qt.AlignmentFlag.AlignCenter)
        return holder

    def _side(self) -> int:
        return self._theme.spacing.lines(3)

    @Slot()
    def _want_preview(self) -> None:
        self.preview_wanted.emit(self.file.sha256)

    @Slot()
    def _want_copy(self) -> None:
        self.copy_wanted.emit(self.file)
