"""What helps while a report is typed: what is missing, by when to act, and the emergency line."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.services.intake_help import IntakeHelp, Missing
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import link_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel, muted_label
from desktop_app.ui.theme.colours import Colour, Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.dates import day_words

_FIELD_OF = {
    Missing.NAME: "reporter_name",
    Missing.CONTACT: "reporter_phone",
    Missing.VILLAGE: "village",
    Missing.PLACE: "place",
    Missing.TIME: "happened_on",
    Missing.CATEGORY: "category",
    Missing.FILES: "files",
}


def missing_words(item: Missing) -> str:
    """Name what an answer usually needs."""
    words = {
        Missing.NAME: QCoreApplication.translate("IntakeHelp", "Nama pelapor"),
        Missing.CONTACT: QCoreApplication.translate("IntakeHelp", "Nomor yang dapat dihubungi"),
        Missing.VILLAGE: QCoreApplication.translate("IntakeHelp", "Desa atau kelurahan"),
        Missing.PLACE: QCoreApplication.translate("IntakeHelp", "Tempat kejadian"),
        Missing.TIME: QCoreApplication.translate("IntakeHelp", "Kapan terjadi"),
        Missing.CATEGORY: QCoreApplication.translate("IntakeHelp", "Kategori"),
        Missing.FILES: QCoreApplication.translate("IntakeHelp", "Foto atau berkas"),
    }
    return words[item]


class HelpPanel(QWidget):
    """Hints only: nothing here stops a save. A missing thing, clicked, asks for its field.

    The banner `emergency` and the `quiet_line` are seen always; whoever shows the panel gives
    them their place.
    """

    field_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.emergency = Banner(
            theme,
            Tone.BAD,
            self.tr(
                "Darurat? Hubungi 112. Kata-kata ini menyebut bahaya: "
                "sambungkan pelapor dahulu, catat kemudian."
            ),
        )
        self.emergency.setObjectName("emergency")
        self.emergency.hide()
        self._verify_by, self._respond_by = (TextLabel("–", wrap=False) for _ in range(2))
        self._verify_by.setObjectName("verify_by")
        self._respond_by.setObjectName("respond_by")
        self._missing = {item: self._make_missing(item) for item in Missing}
        for button in self._missing.values():
            button.hide()
        self._complete = _with_icon(
            theme, "circle-check", Colour.GOOD, muted_label(self.tr("Sudah lengkap"))
        )
        self._complete.hide()
        self.quiet_line = _with_icon(
            theme, "siren", Colour.MUTED, muted_label(self.tr("Darurat? Hubungi 112"))
        )
        self._lay_out()

    def show_help(self, hints: IntakeHelp) -> None:
        """Show what is known of the form as it stands."""
        self.emergency.setVisible(hints.is_emergency)
        self.quiet_line.setVisible(not hints.is_emergency)
        self._verify_by.setText(day_words(hints.verify_by))
        self._respond_by.setText(day_words(hints.respond_by))
        for item, button in self._missing.items():
            button.setVisible(item in hints.missing)
        self._complete.setVisible(not hints.missing)

    def _make_missing(self, item: Missing) -> QWidget:
        button = link_button(self._theme, missing_words(item), icon="circle-dot")
        # A way for the mouse; the keyboard goes through the fields themselves.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setObjectName(f"missing_{item.value}")
        button.clicked.connect(partial(self.field_wanted.emit, _FIELD_OF[item]))
        return button

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        number = Card(self.tr("Nomor register"))
        number.body.addWidget(muted_label(self.tr("Nomor diberikan saat disimpan")))
        dates = Card(self.tr("Tenggat bila disimpan hari ini"))
        rows = QFormLayout()
        rows.setHorizontalSpacing(spacing.medium)
        rows.setVerticalSpacing(spacing.small)
        rows.addRow(muted_label(self.tr("Verifikasi")), self._verify_by)
        rows.addRow(muted_label(self.tr("Jawaban")), self._respond_by)
        dates.body.addLayout(rows)
        missing = Card(self.tr("Yang belum ada"))
        missing.body.setSpacing(0)
        for button in self._missing.values():
            missing.body.addWidget(button)
        missing.body.addWidget(self._complete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, spacing.small, 0, spacing.large)
        column.setSpacing(spacing.medium)
        for part in (number, missing, dates):
            column.addWidget(part)
        column.addStretch()


def _with_icon(theme: Theme, icon: str, colour: Colour, words: QLabel) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.spacing.small)
    row.addWidget(IconLabel(theme, icon, colour=colour))
    row.addWidget(words, 1)
    return line
