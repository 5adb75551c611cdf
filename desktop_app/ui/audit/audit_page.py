"""The audit trail: who did what and when, by person, deed, case and day; checked and handed out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain import terms
from desktop_app.domain.audit import AuditKind
from desktop_app.services.audit.read_trail import Wanted
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import icon_button, quiet_button
from desktop_app.ui.controls.choice_box import ChoiceBox
from desktop_app.ui.controls.empty_state import EmptyState
from desktop_app.ui.controls.label import muted_label, title_label
from desktop_app.ui.controls.plain_table import Column, PlainTable
from desktop_app.ui.fields import FieldBlock, size_by_letters
from desktop_app.ui.intake.event_dates import read_day, written_day
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme

_WIDEST_LINES = 78
_LETTERS_OF_A_DAY = 14


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One entry in words, and the case it is of."""

    words: tuple[str, ...]
    case_uid: UUID | None


class AuditPage(QWidget):
    """Enter on a row asks for the entries of its case; what was asked for is said above."""

    wanted = Signal(object)  # Wanted
    older_wanted = Signal()
    newer_wanted = Signal()
    check_wanted = Signal()
    cancel_wanted = Signal()
    export_wanted = Signal(str)  # path
    closed = Signal()

    def __init__(self, theme: Theme, *, today: Callable[[], date]) -> None:
        super().__init__()
        self._theme = theme
        self._today = today
        self._rows: tuple[TrailRow, ...] = ()
        self._case_uid: UUID | None = None
        self._back = icon_button(theme, self.tr("Kembali"), icon="arrow-left", keys="Esc")
        self._back.clicked.connect(self.closed)
        self._person = ChoiceBox(theme)
        self._kind = ChoiceBox(theme)
        self._day = QLineEdit()
        self._day.setPlaceholderText(self.tr("semua hari"))
        size_by_letters(self._day, _LETTERS_OF_A_DAY)
        self._blocks = {
            "person": FieldBlock("trail_person", self.tr("Petugas"), self._person),
            "kind": FieldBlock("trail_kind", self.tr("Tindakan"), self._kind),
            "day": FieldBlock("trail_day", self.tr("Tanggal"), self._day),
        }
        self._of_case = Banner(theme, Tone.INFO)
        self._of_case.add_action(self.tr("Semua kasus"), self.forget_case, icon="list")
        self._result = {
            tone: Banner(theme, tone) for tone in (Tone.GOOD, Tone.BAD, Tone.WARNING, Tone.INFO)
        }
        self._result[Tone.INFO].add_action(self.tr("Hentikan"), self.cancel_wanted.emit)
        self._only_own = muted_label(
            self.tr(
                "Yang tampak hanya tindakan Anda sendiri. Seluruh jejak kantor dilihat admin "
                "kantor dan admin kabupaten."
            )
        )
        self.table = PlainTable(
            self.tr("Jejak audit"),
            [
                Column(self.tr("No."), figures=True),
                Column(self.tr("Waktu")),
                Column(self.tr("Petugas"), share=2),
                Column(self.tr("Tindakan"), share=2),
                Column(self.tr("Kasus")),
                Column(self.tr("Rincian"), share=4),
            ],
        )
        self.table.setObjectName("trail")
        self._older = quiet_button(theme, self.tr("Lebih lama"), icon="chevron-right")
        self._older.setObjectName("older")
        self._newer = quiet_button(theme, self.tr("Lebih baru"), icon="chevron-left")
        self._newer.setObjectName("newer")
        self._check = quiet_button(theme, self.tr("Periksa sekarang"), icon="shield")
        self._check.setObjectName("check_trail")
        self._export = quiet_button(theme, self.tr("Ekspor untuk pemeriksa…"), icon="download")
        self._export.setObjectName("export_trail")
        self._stack = QStackedWidget()
        for kind in AuditKind:
            self._kind.addItem(terms.AUDIT_KIND[kind], kind)
        self._kind.insertItem(0, self.tr("Semua tindakan"), None)
        self._kind.setCurrentIndex(0)
        self.show_people({})
        self._connect()
        self._lay_out()

    def show_people(self, names: Mapping[UUID, str]) -> None:
        """Offer these people; the one chosen stays chosen."""
        chosen = self._person.currentData()
        self._person.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._person.clear()
        self._person.addItem(self.tr("Semua petugas"), None)
        for uid, name in names.items():
            self._person.addItem(name, uid)
        self._person.setCurrentIndex(max(self._person.findData(chosen), 0))
        self._person.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def show_rows(
        self, rows: Sequence[TrailRow], *, newer: bool, older: bool, only_own: bool
    ) -> None:
        """Show a page; `newer` and `older` say where one can go from here."""
        self._rows = tuple(rows)
        self.table.show_rows([row.words for row in rows])
        if rows:
            self.table.choose(0)
            self.table.scrollToTop()
        self._stack.setCurrentIndex(1 if rows else 0)
        self._newer.setEnabled(newer)
        self._older.setEnabled(older)
        self._only_own.setVisible(only_own)
        self._blocks["person"].setVisible(not only_own)
        self._check.setVisible(not only_own)
        self._export.setVisible(not only_own)

    def show_progress(self, words: str) -> None:
        """Say how far the long work is; it can be stopped."""
        self._say(Tone.INFO, words)
        self._check.setEnabled(False)
        self._export.setEnabled(False)

    def show_result(self, tone: Tone, words: str) -> None:
        """Say how the long work ended: GOOD, WARNING or BAD."""
        self._say(tone, words)
        self._check.setEnabled(True)
        self._export.setEnabled(True)
        if self.isVisible():
            self.table.setFocus()  # the button that had the keys was put out meanwhile

    def ask(self) -> Wanted:
        """Return what is asked for; a day that cannot be read is said at its field."""
        typed = self._day.text().strip()
        day = read_day(typed, self._today()) if typed else None
        if typed and day is None:
            self._blocks["day"].show_problem(self.tr("Tidak terbaca. Contoh: 13/10/2025, kemarin."))
        else:
            self._blocks["day"].clear_problem()
        return Wanted(
            person_uid=self._person.currentData(),
            kind=self._kind.currentData(),
            case_uid=self._case_uid,
            first_day=day,
            last_day=day,
        )

    def show_case(self, case_uid: UUID, number: str) -> None:
        """Ask for the entries of one case."""
        self._case_uid = case_uid
        self._of_case.show_words(self.tr("Hanya kasus {number}").format(number=number))
        self.wanted.emit(self.ask())

    @Slot()
    def forget_case(self) -> None:
        """Ask for all cases again."""
        self._case_uid = None
        self._of_case.hide()
        self.wanted.emit(self.ask())

    @Slot()
    def _ask_again(self) -> None:
        self.wanted.emit(self.ask())

    @Slot()
    def _write_day_out(self) -> None:
        day = read_day(self._day.text().strip(), self._today())
        if day is not None:
            self._day.setText(written_day(day))
        self._ask_again()

    @Slot(int)
    def _open_row(self, place: int) -> None:
        row = self._rows[place]
        if row.case_uid is not None:
            self.show_case(row.case_uid, row.words[4])

    @Slot()
    def _ask_where_to(self) -> None:
        asked = QFileDialog.getSaveFileName(
            self,
            self.tr("Ekspor jejak audit"),
            f"jejak-audit-{self._today().isoformat()}.zip",
            self.tr("Arsip ZIP (*.zip)"),
        )[0]
        if asked:
            self.export_wanted.emit(asked)

    def _say(self, tone: Tone, words: str) -> None:
        for one, banner in self._result.items():
            if one is tone:
                banner.show_words(words)
            else:
                banner.hide()

    def _connect(self) -> None:
        self._person.currentIndexChanged.connect(self._ask_again)
        self._kind.currentIndexChanged.connect(self._ask_again)
        self._day.editingFinished.connect(self._write_day_out)
        self.table.opened.connect(self._open_row)
        self._older.clicked.connect(self.older_wanted)
        self._newer.clicked.connect(self.newer_wanted)
        self._check.clicked.connect(self.check_wanted)
        self._export.clicked.connect(self._ask_where_to)

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        top = QHBoxLayout()
        top.setSpacing(spacing.small)
        top.addWidget(self._back)
        top.addWidget(title_label(self.tr("Jejak audit")), 1)
        top.addWidget(self._check)
        top.addWidget(self._export)
        filters = QHBoxLayout()
        filters.setSpacing(spacing.medium)
        for block in self._blocks.values():
            filters.addWidget(block)
        filters.addStretch()
        foot = QHBoxLayout()
        foot.setSpacing(spacing.small)
        foot.addWidget(self._newer)
        foot.addWidget(self._older)
        foot.addStretch()
        for banner in (self._of_case, *self._result.values()):
            banner.hide()
        self._only_own.hide()
        self._stack.addWidget(
            EmptyState(
                self._theme,
                icon="shield",
                sentence=self.tr("Tidak ada catatan yang cocok."),
            )
        )
        self._stack.addWidget(self.table)
        inside = QWidget()
        inside.setMaximumWidth(spacing.lines(_WIDEST_LINES))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.medium)
        column.addLayout(top)
        column.addLayout(filters)
        column.addWidget(self._only_own)
        for banner in (self._of_case, *self._result.values()):
            column.addWidget(banner)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        page = QVBoxLayout(self)
        page.setContentsMargins(spacing.wide, spacing.large, spacing.wide, spacing.medium)
        page.addWidget(inside)
        set_ground(self, "surface")
