"""The third tab of a case: its files, and pictures opened in the page."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.file_names import file_name
from desktop_app.domain.timeline import EntryKind
from desktop_app.ui.case.file_card import FileCard
from desktop_app.ui.case.picture_view import PictureView
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.label import caption_label, muted_label
from desktop_app.ui.controls.scroll_page import scroll_page
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.dates import moment_words

_PICTURES_KEPT = 60


class FilesTab(QWidget):
    """Asks for small pictures only while it is looked at, and keeps those it was given."""

    add_wanted = Signal()
    thumbnail_wanted = Signal(str)  # sha256
    preview_wanted = Signal(str)  # sha256
    copy_wanted = Signal(str, object)  # sha256, Path

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: ShownCase | None = None
        self._cards: list[FileCard] = []
        self._small: OrderedDict[str, QImage] = OrderedDict()
        self._awaited = ""
        self._add = quiet_button(theme, self.tr("Tambah berkas"), icon="paperclip")
        self._add.setObjectName("add_to_case")
        self._add.clicked.connect(self.add_wanted)
        self._hint = caption_label(self.tr("atau seret ke sini, atau tempel dengan Ctrl+V"))
        self._none = muted_label(self.tr("Belum ada berkas pada kasus ini."))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.spacing.small)
        self._picture = PictureView(theme)
        self._picture.closed.connect(self.close_picture)
        self._stack = QStackedWidget()
        self._lay_out()

    def show_case(self, shown: ShownCase, *, same: bool) -> None:
        """Show the files of a case; an open picture stays open when it is the `same`."""
        self._shown = shown
        if not same:
            self.close_picture()
        may_add = EntryKind.NOTE in shown.view.may_write
        self._add.setVisible(may_add)
        self._hint.setVisible(may_add)
        if self.isVisible():
            self._build()

    def show_thumbnail(self, sha256: str, image: QImage) -> None:
        """Put a small picture on the file it belongs to."""
        self._small[sha256] = image
        if len(self._small) > _PICTURES_KEPT:
            self._small.popitem(last=False)
        for card in self._cards:
            if card.file.sha256 == sha256:
                card.show_picture(image)

    def show_picture(self, sha256: str, image: QImage) -> None:
        """Open a picture, if it is still the one that was asked for."""
        card = next((card for card in self._cards if card.file.sha256 == sha256), None)
        if card is not None and sha256 == self._awaited and not image.isNull():
            self._picture.show_picture(file_name(card.file.name), image)
            self._stack.setCurrentWidget(self._picture)

    @Slot()
    def close_picture(self) -> bool:
        """Go back to the list; say whether a picture was open."""
        self._awaited = ""
        was_open = self._stack.currentWidget() is self._picture
        self._stack.setCurrentIndex(0)
        return was_open

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._build()

    def _build(self) -> None:
        if self._shown is None:
            return
        view = self._shown.view
        now = [(file, file.sha256 in view.held_files) for file in view.attachments]
        self._none.setVisible(not now)
        if now == [(card.file, card.held) for card in self._cards]:
            return
        for card in self._cards:
            card.hide()
            self._list.removeWidget(card)
            card.deleteLater()
        self._cards = [self._card(file, held=held) for file, held in now]
        for card in self._cards:
            self._list.addWidget(card)
            if card.is_picture and card.held:
                self._ask_for_thumbnail(card)

    def _card(self, file: Attachment, *, held: bool) -> FileCard:
        shown = self._shown
        about = ""
        if shown is not None:
            when = moment_words(file.added_at, shown.zone)
            about = " · ".join(filter(None, (shown.office_name(file.office_uid), when)))
        card = FileCard(self._theme, file, held=held, about=about)
        card.preview_wanted.connect(self._open)
        card.copy_wanted.connect(self._ask_where)
        return card

    def _ask_for_thumbnail(self, card: FileCard) -> None:
        known = self._small.get(card.file.sha256)
        if known is not None:
            card.show_picture(known)
        else:
            self.thumbnail_wanted.emit(card.file.sha256)

    @Slot(str)
    def _open(self, sha256: str) -> None:
        self._awaited = sha256
        self.preview_wanted.emit(sha256)

    @Slot(object)
    def _ask_where(self, file: Attachment) -> None:
        dialog = QFileDialog(self, self.tr("Simpan salinan"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(file_name(file.name))
        dialog.fileSelected.connect(partial(self._copy_to, file.sha256))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _copy_to(self, sha256: str, path: str) -> None:
        self.copy_wanted.emit(sha256, Path(path))

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        top = QHBoxLayout()
        top.setSpacing(spacing.medium)
        top.addWidget(self._add)
        top.addWidget(self._hint, 1)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, spacing.large, spacing.medium, spacing.large)
        inside.setSpacing(spacing.medium)
        inside.addLayout(top)
        inside.addWidget(self._none)
        inside.addLayout(self._list)
        inside.addStretch()
        self._stack.addWidget(scroll_page(content))
        self._stack.addWidget(self._picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
