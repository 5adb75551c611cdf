"""Shows what an erasure would take, and asks clearly before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.attachments import Attachment
from desktop_app.domain.erasure import STRUCK
from desktop_app.domain.file_names import file_name
from desktop_app.services.personal_data.erase_reporter import EraseReporter, ErasurePreview
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import danger_button
from desktop_app.ui.controls.check_box import CheckBox
from desktop_app.ui.controls.hint import plain_hint
from desktop_app.ui.controls.label import TextLabel, caption_label, emphasis_label
from desktop_app.ui.personal_data.question import Question
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme

_WIDEST_NAME_LINES = 30


class EraseQuestion(Question):
    """The button wakes once somebody says that they looked who asks."""

    agreed = Signal(object)  # EraseReporter

    def __init__(self, theme: Theme) -> None:
        button = danger_button(theme, self.tr("Hapus identitas"), icon="trash-2")
        super().__init__(theme, "erase", button)
        self._theme = theme
        self._case_uid: UUID | None = None
        self._boxes: list[tuple[UUID, CheckBox]] = []
        self._places = TextLabel()
        self._places.setObjectName("erase_places")
        self._letters = TextLabel()
        self._letters.setObjectName("erase_letters")
        self._files = QWidget()
        self._files.setObjectName("erase_files")
        self._file_rows = QVBoxLayout()
        self._warning = Banner(
            theme,
            Tone.WARNING,
            self.tr(
                "Tidak dapat dikembalikan. Cadangan yang dibuat sebelumnya masih memuat identitas "
                "ini sampai cadangan itu habis dihapus bergiliran."
            ),
        )
        self._checked = CheckBox(theme, self.tr("Saya sudah memeriksa identitas peminta"))
        self._checked.setObjectName("requester_checked")
        self._checked.toggled.connect(self._weigh)
        self._lay_out_parts()

    def ask(self, case_uid: UUID, preview: ErasurePreview) -> None:
        """Ask about one report, nothing ticked."""
        self._case_uid = case_uid
        self.heading.setText(
            self.tr("Hapus identitas pelapor · {number}").format(number=preview.register_number)
        )
        self.sentence.setText(
            self.tr(
                "Nama, telepon, alamat, dan NIK pelapor dihapus di sini, dan di server serta "
                "komputer lain saat sinkron. Laporan dan penanganannya tetap ada."
            )
        )
        self._places.setText(_places_words(preview.places))
        self._letters.setText(_letters_words(preview.letters))
        self._show_files(preview.files)
        self._checked.setChecked(False)
        self._weigh()
        self.begin()

    @override
    def first_field(self) -> QWidget:
        return self._boxes[0][1] if self._boxes else self.reason

    @override
    def close_question(self) -> bool:
        self._show_files(())
        self._checked.setChecked(False)
        return super().close_question()

    @override
    def agree(self) -> None:
        if self._case_uid is not None:
            ticked = frozenset(uid for uid, box in self._boxes if box.isChecked())
            self.agreed.emit(EraseReporter(self._case_uid, self.reason.toPlainText(), ticked))

    @Slot()
    def _weigh(self) -> None:
        ready = self._checked.isChecked()
        words = self.tr("Centang dahulu bahwa identitas peminta sudah diperiksa.")
        self.submit.shut("" if ready else words)

    def _show_files(self, files: Sequence[Attachment]) -> None:
        for _uid, box in self._boxes:
            box.hide()
            self._file_rows.removeWidget(box)
            box.deleteLater()
        self._boxes = [(file.uid, self._box(file_name(file.name))) for file in files]
        before = self._field_before_reason()
        for _uid, box in self._boxes:
            self._file_rows.addWidget(box)
            # They are made late, and would be reached by Tab after everything else.
            QWidget.setTabOrder(before, box)
            before = box
        self._files.setVisible(bool(files))

    def _field_before_reason(self) -> QWidget:
        before: QWidget | None = self.reason.previousInFocusChain()
        while before is not None and before.focusPolicy() is Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        return before or self.reason

    def _box(self, name: str) -> CheckBox:
        widest = self._theme.spacing.lines(_WIDEST_NAME_LINES)
        short = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, widest)
        box = CheckBox(self._theme, short.replace("&", "&&"))
        box.setObjectName("erase_file")
        box.setAccessibleName(name)
        if short != name:
            box.setToolTip(plain_hint(name))
        return box

    def _lay_out_parts(self) -> None:
        spacing = self._theme.spacing
        files = QVBoxLayout(self._files)
        files.setContentsMargins(0, spacing.small, 0, spacing.small)
        files.setSpacing(spacing.tiny)
        files.addWidget(emphasis_label(self.tr("Berkas yang ikut dihapus")))
        files.addWidget(
            caption_label(
                self.tr("Centang yang memuat diri pelapor, misalnya foto KTP. Lainnya tetap ada.")
            )
        )
        files.addLayout(self._file_rows)
        self._files.hide()
        for widget in (self._places, self._letters, self._files):
            self.body.addWidget(widget)
        self.foot.setSpacing(spacing.small)
        self.foot.addWidget(self._warning)
        self.foot.addWidget(self._checked)


def _places_words(places: int) -> str:
    if not places:
        return QCoreApplication.translate(
            "EraseQuestion",
            "Judul, isi, dan riwayat tidak menyebutnya dengan kata yang sama. Sebutan dengan kata "
            "lain tidak dikenali program; periksa sendiri.",
        )
    return QCoreApplication.translate(
        "EraseQuestion",
        "Di {count} tempat dalam judul, isi, dan riwayat sebutannya diganti “{struck}”. Sebutan "
        "dengan kata lain tidak dikenali program; periksa sendiri.",
    ).format(count=places, struck=STRUCK)


def _letters_words(letters: int) -> str:
    if not letters:
        return QCoreApplication.translate(
            "EraseQuestion", "Tidak ada surat resmi untuk laporan ini."
        )
    return QCoreApplication.translate(
        "EraseQuestion", "{count} surat resmi tetap di arsip, dengan nama di dalamnya."
    ).format(count=letters)
