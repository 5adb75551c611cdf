"""One picture of a case, as large as the page allows."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.ui.case.words_label import WordsLabel
from desktop_app.ui.controls.button import icon_button
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle


class PictureView(QWidget):
    """Shows a picture with its name and the way back."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        spacing = theme.spacing
        self._back = icon_button(
            theme, self.tr("Kembali ke daftar berkas"), icon="arrow-left", keys="Esc"
        )
        self._back.clicked.connect(self.closed)
        self._name = WordsLabel("", TypeStyle.EMPHASIS)
        self._canvas = _Canvas()
        top = QHBoxLayout()
        top.setSpacing(spacing.small)
        top.addWidget(self._back)
        top.addWidget(self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, spacing.medium, 0, spacing.medium)
        column.setSpacing(spacing.small)
        column.addLayout(top)
        column.addWidget(self._canvas, 1)

    def show_picture(self, name: str, image: QImage) -> None:
        """Show a decoded picture."""
        self._name.show_words(name)
        self._canvas.setAccessibleName(self.tr("Gambar {name}").format(name=name))
        self._canvas.show_image(image)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)


class _Canvas(QWidget):
    """Fits the picture into itself; small pictures are not blown up."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        natural = QSize(round(self._image.width() / ratio), round(self._image.height() / ratio))
        size = natural
        if natural.width() > self.width() or natural.height() > self.height():
            size = natural.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
