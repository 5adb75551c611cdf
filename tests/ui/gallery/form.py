"""A form with every kind of field, one of them wrong."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.controls.button import (
    primary_button,
    quiet_button,
)
from desktop_app.ui.controls.check_box import CheckBox
from desktop_app.ui.controls.choice_box import ChoiceBox
from desktop_app.ui.controls.choice_row import Choice, ChoiceRow
from desktop_app.ui.controls.growing_text import GrowingText
from desktop_app.ui.controls.label import (
    caption_label,
    title_label,
)
from desktop_app.ui.controls.scroll_page import scroll_page
from desktop_app.ui.fields import FieldBlock, size_by_letters
from desktop_app.ui.theme.spacing import Spacing
from desktop_app.ui.theme.theme import Theme


def form(theme: Theme) -> QWidget:
    spacing = theme.spacing
    fields = QWidget()
    column = QVBoxLayout(fields)
    column.setContentsMargins(spacing.wide, spacing.large, spacing.wide, spacing.large)
    column.setSpacing(spacing.large)
    column.addWidget(title_label("Terima aduan"))
    column.addWidget(FieldBlock("channel", "Lewat apa", channels(theme)))
    column.addLayout(people(spacing))
    words = GrowingText(lines=3)
    words.setPlainText("Lampu di depan sekolah sudah tiga malam mati.\nMohon diperbaiki.")
    column.addWidget(FieldBlock("words", "Kata pelapor", words, hint="Tulis apa adanya."))
    column.addLayout(facts(theme))
    column.addLayout(boxes(theme))
    column.addStretch()
    page = QWidget()
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(scroll_page(fields), 1)
    whole.addLayout(foot(theme))
    return page


def channels(theme: Theme) -> ChoiceRow:
    choices = (
        Choice("walk_in", "Datang langsung", "footprints"),
        Choice("phone", "Telepon", "phone"),
        Choice("whatsapp", "WhatsApp", "message-circle"),
        Choice("letter", "Surat", "mail"),
        Choice("social_media", "Media sosial", "share-2"),
        Choice("email", "Surel", "mail"),
    )
    row = ChoiceRow(theme, choices, columns=3, digits=True)
    row.set_value("walk_in")
    return row


def people(spacing: Spacing) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(spacing.large)
    row.addWidget(FieldBlock("name", "&Nama pelapor", QLineEdit("Budi Hartono")), 2)
    phone = QLineEdit("0812 3456")
    block = FieldBlock("phone", "Telepon", phone, hint="Nomor yang dapat dihubungi.")
    block.show_problem("Nomor ini terlalu pendek. Periksa lagi bersama pelapor.")
    row.addWidget(block, 2)
    nik = QLineEdit()
    size_by_letters(nik, 18)
    row.addWidget(FieldBlock("nik", "NIK", nik, optional=True), 1)
    return row


def facts(theme: Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.spacing.large)
    box = ChoiceBox(theme)
    box.addItems(["Penerangan jalan", "Kebersihan dan sampah", "Administrasi kependudukan"])
    row.addWidget(FieldBlock("category", "Kategori", box), 2)
    when = QLineEdit("13/10/2025")
    row.addWidget(FieldBlock("happened_on", "Kapan terjadi", when, optional=True), 1)
    return row


def boxes(theme: Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.spacing.large)
    secret = CheckBox(theme, "Rahasiakan isi laporan")
    secret.setChecked(True)
    off = CheckBox(theme, "Tidak dapat dipilih")
    off.setEnabled(False)
    for each in (CheckBox(theme, "Sembunyikan nama pelapor"), secret, off):
        row.addWidget(each)
    row.addStretch()
    return row


def foot(theme: Theme) -> QHBoxLayout:
    spacing = theme.spacing
    row = QHBoxLayout()
    row.setContentsMargins(spacing.wide, spacing.medium, spacing.wide, spacing.large)
    row.setSpacing(spacing.small)
    row.addWidget(
        primary_button(theme, "Simpan dan cetak tanda terima", icon="printer", keys="Ctrl+Return")
    )
    row.addWidget(quiet_button(theme, "Simpan", keys="Ctrl+S"))
    row.addWidget(caption_label("draf tersimpan 09.14"), 1)
    return row
