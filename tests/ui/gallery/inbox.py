"""An inbox and a case as screens may build them, with invented people and places."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop_app.ui.controls.button import (
    icon_button,
    primary_button,
    quiet_button,
)
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.chip import Chip
from desktop_app.ui.controls.label import (
    TextLabel,
    caption_label,
    emphasis_label,
    muted_label,
    title_label,
)
from desktop_app.ui.controls.status_badge import Badge, StatusBadge, badge_size, draw_badge
from desktop_app.ui.theme.colours import Colour, Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle, font

ROWS = (
    ("Lampu jalan padam di depan SDN 2 Gandasuli", "Gandasuli · WhatsApp", "lewat 2 hari"),
    ("Sampah menumpuk di pasar pagi, sudah seminggu tidak diangkut", "Majapura · Loket", "besok"),
    ("Minta informasi syarat pindah datang", "Bobotsari · Telepon", "hari ini"),
    ("Jembatan bambu rusak", "Karangtalun · Surat", "3 hari lagi"),
    ("Bantuan belum diterima", "Palumbungan · WhatsApp", "5 hari lagi"),
)


class RowDelegate(QStyledItemDelegate):
    """Two lines and a badge."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    @override
    def sizeHint(self, option, index):
        spacing = self._theme.spacing
        return QSize(0, spacing.row + 2 * spacing.small)

    @override
    def paint(self, painter, option, index):
        theme, spacing = self._theme, self._theme.spacing
        title, place, due = index.data()
        row = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(row, theme.colour(Colour.ACCENT_SOFT))
            painter.fillRect(
                row.x(), row.y(), spacing.units(3), row.height(), theme.colour(Colour.ACCENT)
            )
        inner = row.adjusted(spacing.large, spacing.small, -spacing.large, -spacing.small)
        painter.setFont(font(TypeStyle.EMPHASIS))
        painter.setPen(theme.colour(Colour.TEXT))
        words = painter.fontMetrics().elidedText(title, option.textElideMode, inner.width())
        painter.drawText(inner.x(), inner.y() + painter.fontMetrics().ascent(), words)
        painter.setFont(font(TypeStyle.CAPTION))
        painter.setPen(theme.colour(Colour.MUTED))
        painter.drawText(inner.x(), inner.bottom() - painter.fontMetrics().descent(), place)
        tone = Tone.BAD if due.startswith("lewat") else Tone.NEUTRAL
        badge = Badge("clock", due, tone)
        size = badge_size(theme, badge)
        corner = QPoint(inner.right() - size.width(), inner.bottom() - size.height())
        draw_badge(painter, theme, badge, corner=corner)
        painter.fillRect(
            row.x(), row.bottom(), row.width(), spacing.hairline, theme.colour(Colour.LINE)
        )


def inbox(theme: Theme) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addLayout(list_pane(theme), 2)
    rule = QFrame()
    rule.setProperty("rule", "vertical")
    row.addWidget(rule)
    row.addLayout(case_pane(theme), 3)
    return page


def list_pane(theme: Theme) -> QVBoxLayout:
    spacing = theme.spacing
    pane = QVBoxLayout()
    pane.setContentsMargins(0, spacing.large, 0, 0)
    pane.setSpacing(spacing.medium)
    head = QHBoxLayout()
    head.setContentsMargins(spacing.large, 0, spacing.large, 0)
    head.addWidget(title_label("Kotak masuk"), 1)
    head.addWidget(TextLabel("12 · 3 lewat batas", tone=Tone.NEUTRAL, wrap=False))
    pane.addLayout(head)
    pane.addLayout(filters(theme))
    listing = QListView()
    model = QStandardItemModel(listing)
    for each in ROWS * 3:
        item = QStandardItem()
        item.setData(each, Qt.ItemDataRole.DisplayRole)
        model.appendRow(item)
    delegate = RowDelegate(theme)
    delegate.setParent(listing)
    listing.setModel(model)
    listing.setItemDelegate(delegate)
    listing.setCurrentIndex(model.index(0, 0))
    listing.setAccessibleName("Daftar kasus")
    pane.addWidget(listing)
    return pane


def filters(theme: Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(theme.spacing.large, 0, theme.spacing.large, 0)
    row.setSpacing(theme.spacing.small)
    group = QButtonGroup(row)
    for word, count in (("Semua", 12), ("Lewat batas", 3), ("Hari ini", 4)):
        chip = Chip(theme, word)
        chip.set_count(count)
        group.addButton(chip)
        row.addWidget(chip)
    group.buttons()[0].setChecked(True)
    row.addStretch()
    return row


def case_pane(theme: Theme) -> QVBoxLayout:
    spacing = theme.spacing
    pane = QVBoxLayout()
    pane.setContentsMargins(spacing.wide, spacing.large, spacing.wide, spacing.large)
    pane.setSpacing(spacing.medium)
    pane.addWidget(title_label("Lampu jalan padam di depan SDN 2 Gandasuli"))
    facts = QHBoxLayout()
    facts.setSpacing(spacing.small)
    facts.addWidget(StatusBadge(theme, Badge("circle-dot", "Diterima", Tone.INFO)))
    facts.addWidget(StatusBadge(theme, Badge("alarm-clock", "Lewat batas", Tone.BAD)))
    facts.addWidget(caption_label("BBS/26/A-000123-K · WhatsApp · 3 hari lalu"), 1)
    pane.addLayout(facts)
    card = Card("Berikutnya", ground="accent")
    line = QHBoxLayout()
    line.addWidget(TextLabel("Periksa judul, kategori dan tempat, lalu verifikasi."), 1)
    line.addWidget(primary_button(theme, "Verifikasi", icon="check-check", keys="V"))
    card.body.addLayout(line)
    pane.addWidget(card)
    tabs = QTabBar()
    for name in ("Ringkasan", "Riwayat", "Berkas", "Surat"):
        tabs.addTab(name)
    pane.addWidget(tabs)
    pane.addWidget(emphasis_label("Kata pelapor"))
    pane.addWidget(
        TextLabel(
            "Selamat malam, lampu di depan sekolah sudah tiga malam mati. Anak-anak pulang mengaji "
            "gelap sekali. Mohon diperbaiki, terima kasih.",
            selectable=True,
        )
    )
    grid = QGridLayout()
    grid.setHorizontalSpacing(spacing.wide)
    grid.setVerticalSpacing(spacing.small)
    grid.setColumnStretch(1, 1)
    for place, (label, value) in enumerate(
        (
            ("Kategori", "Penerangan jalan"),
            ("Desa", "Gandasuli · Kec. Bobotsari"),
            ("Batas verifikasi", "Rab, 15 Okt 2025 · lewat 2 hari"),
        )
    ):
        grid.addWidget(muted_label(label), place, 0)
        grid.addWidget(TextLabel(value), place, 1)
    pane.addLayout(grid)
    pane.addStretch()
    actions = QHBoxLayout()
    actions.setSpacing(spacing.small)
    actions.addWidget(quiet_button(theme, "Teruskan", icon="send", keys="T"))
    actions.addWidget(quiet_button(theme, "Catatan", icon="sticky-note", keys="C"))
    actions.addWidget(quiet_button(theme, "Balas", icon="reply", keys="B"))
    actions.addStretch()
    actions.addWidget(icon_button(theme, "Cetak", icon="printer", keys="P"))
    pane.addLayout(actions)
    return pane
