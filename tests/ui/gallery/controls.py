"""Buttons, badges, banners, a table and a card side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import (
    danger_button,
    icon_button,
    link_button,
    primary_button,
    quiet_button,
)
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.label import (
    TextLabel,
    caption_label,
    muted_label,
    title_label,
)
from desktop_app.ui.controls.status_badge import Badge, StatusBadge
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle

LATE = Badge("alarm-clock", "Lewat batas", Tone.BAD)
BADGES = (
    LATE,
    Badge("circle-dot", "Diterima", Tone.INFO),
    Badge("hourglass", "Menunggu pelapor", Tone.WARNING),
    Badge("circle-check", "Selesai", Tone.GOOD),
    Badge("archive", "Diarsipkan", Tone.NEUTRAL),
    Badge("play", "Diproses", Tone.ACCENT),
)


def controls_page(theme: Theme) -> QWidget:
    spacing = theme.spacing
    page = QWidget()
    set_ground(page, "surface")
    column = QVBoxLayout(page)
    column.setContentsMargins(spacing.wide, spacing.wide, spacing.wide, spacing.wide)
    column.setSpacing(spacing.medium)
    column.addWidget(title_label("Tombol, lencana, pesan"))
    buttons = QHBoxLayout()
    buttons.setSpacing(spacing.small)
    disabled = primary_button(theme, "Mati", icon="check")
    faint = quiet_button(theme, "Mati", icon="check")
    disabled.setEnabled(False)
    faint.setEnabled(False)
    focused = primary_button(theme, "Fokus", icon="check")
    focused.setObjectName("focused")
    for button in (
        primary_button(theme, "Simpan", icon="check"),
        focused,
        quiet_button(theme, "Teruskan", icon="send"),
        danger_button(theme, "Hapus draf", icon="trash-2"),
        link_button(theme, "Lihat riwayat pelapor"),
        icon_button(theme, "Tutup", icon="x"),
        disabled,
        faint,
    ):
        buttons.addWidget(button)
    buttons.addStretch()
    column.addLayout(buttons)
    badges = QHBoxLayout()
    badges.setSpacing(spacing.small)
    for badge in BADGES:
        badges.addWidget(StatusBadge(theme, badge))
    badges.addStretch()
    column.addLayout(badges)
    texts = (
        (Tone.INFO, "3 kasus baru datang dari Kabupaten."),
        (Tone.GOOD, "Surat sudah diterbitkan dan disimpan."),
        (
            Tone.WARNING,
            "Jam komputer ini berbeda 12 menit dari server. Periksa jam sebelum mencetak.",
        ),
        (Tone.BAD, "Kata sandi tidak cocok. Yang Anda ketik tetap tersimpan."),
    )
    for tone, text in texts:
        banner = Banner(theme, tone, text)
        if tone is Tone.INFO:
            banner.add_action("Tampilkan", print)
        column.addWidget(banner)
    lower = QHBoxLayout()
    lower.setSpacing(spacing.large)
    lower.addWidget(table(theme), 2)
    lower.addWidget(figures(theme), 1, Qt.AlignmentFlag.AlignTop)
    column.addLayout(lower, 1)
    return page


def table(theme: Theme) -> QTableView:
    view = QTableView()
    model = QStandardItemModel(6, 3, view)
    model.setHorizontalHeaderLabels(["Desa", "Kategori", "Kasus"])
    for row in range(6):
        for column, text in enumerate(("Gandasuli", "Penerangan jalan", str(11 * row))):
            model.setItem(row, column, QStandardItem(text))
    view.setModel(model)
    view.verticalHeader().hide()
    view.setShowGrid(False)
    view.horizontalHeader().setStretchLastSection(True)
    view.setColumnWidth(1, theme.spacing.lines(12))
    view.selectRow(1)
    view.setAccessibleName("Angka")
    return view


def figures(theme: Theme) -> Card:
    card = Card("Bulan ini")
    card.add_to_heading(caption_label("Okt 2025"))
    card.body.addWidget(TextLabel("1.284", TypeStyle.FIGURE, tabular=True))
    card.body.addWidget(muted_label("kasus diterima"))
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setValue(62)
    card.body.addWidget(bar)
    line = QLineEdit()
    line.setPlaceholderText("Dipakai kelak")
    line.setEnabled(False)
    card.body.addWidget(line)
    return card
