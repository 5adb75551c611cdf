"""Who signs in on this PC: let colleagues in or out, one's own password, the printed code."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.access.given_code_card import GivenCodeCard
from desktop_app.ui.access.keyring_card import KeyringCard
from desktop_app.ui.access.lock_card import LockCard
from desktop_app.ui.access.password_card import PasswordCard
from desktop_app.ui.access.recovery_card import RecoveryCard
from desktop_app.ui.controls.banner import Banner
from desktop_app.ui.controls.button import icon_button, quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.label import muted_label, title_label
from desktop_app.ui.controls.plain_table import Column, PlainTable
from desktop_app.ui.controls.scroll_page import steady_page
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme

_WIDEST_LINES = 44


@dataclass(frozen=True, slots=True)
class AccessRow:
    """Somebody of the office: how they get in, in words, and what may be done about it."""

    uid: UUID
    name: str
    way_in: str
    may_be_let_in: bool
    may_be_shut_out: bool


class AccessPage(QWidget):
    """The buttons below the table concern the row that is chosen."""

    let_in_wanted = Signal(object)  # UUID of the person
    shut_out_wanted = Signal(object)  # UUID of the person
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[AccessRow, ...] = ()
        self._back = icon_button(theme, self.tr("Kembali"), icon="arrow-left", keys="Esc")
        self._back.clicked.connect(self.closed)
        self.table = PlainTable(
            self.tr("Petugas komputer ini"),
            [Column(self.tr("Petugas"), share=1), Column(self.tr("Cara masuk"), share=1)],
            whole=True,
        )
        self.table.setObjectName("key_holders")
        self._concerned = muted_label()
        self._concerned.setObjectName("concerned")
        self._let_in = quiet_button(theme, self.tr("Beri kode sekali pakai"), icon="user-round")
        self._let_in.setObjectName("let_in")
        self._shut_out = quiet_button(theme, self.tr("Cabut akses…"), icon="ban")
        self._shut_out.setObjectName("shut_out")
        self._reason = muted_label()
        self._reason.setObjectName("let_in_refusal")
        self.given = GivenCodeCard(theme)
        self.password = PasswordCard(theme)
        self._question = Banner(theme, Tone.WARNING)
        self._question.setObjectName("shut_out_question")
        agree = self._question.add_action(self.tr("Ya, cabut"), self._agree, icon="ban")
        agree.setObjectName("agree_to_shut_out")
        self._question.add_action(self.tr("Batal"), self._question.hide)
        self._question.hide()
        self._asked_about: UUID | None = None
        self.lock = LockCard(theme)
        self.keyring = KeyringCard(theme)
        self.recovery = RecoveryCard(theme)
        self._let_in.clicked.connect(self._ask_to_let_in)
        self._shut_out.clicked.connect(self._ask_to_shut_out)
        self.table.selectionModel().currentRowChanged.connect(self._follow_row)
        self._lay_out()

    def show_rows(self, rows: tuple[AccessRow, ...], *, refusal: str) -> None:
        """Show the people; a `refusal` to who may not change this is said beside the buttons."""
        chosen = self._chosen()
        self._rows = rows
        self.table.show_rows([(row.name, row.way_in) for row in rows])
        # Who was let in moves up among those who sign in: the choice goes with them.
        uids = [row.uid for row in rows]
        if chosen is not None and chosen.uid in uids:
            self.table.choose(uids.index(chosen.uid))
        elif rows and self.table.hasFocus():
            self.table.choose(0)
        self._reason.setText(refusal)
        self._reason.setVisible(bool(refusal))
        for button in (self._let_in, self._shut_out):
            button.shut(refusal)
        self._follow_row()

    def forget(self) -> None:
        """Leave neither code nor password behind."""
        self.given.forget()
        self.password.clear()
        self.keyring.forget()
        self.recovery.forget()
        self._question.hide()

    def _chosen(self) -> AccessRow | None:
        place = self.table.chosen()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    @Slot()
    def _follow_row(self) -> None:
        row = self._chosen()
        self._concerned.setText(
            "" if row is None else self.tr("Untuk {name}:").format(name=row.name)
        )
        self._let_in.setEnabled(row is not None and row.may_be_let_in)
        self._shut_out.setEnabled(row is not None and row.may_be_shut_out)

    @Slot()
    def _ask_to_let_in(self) -> None:
        row = self._chosen()
        if row is not None:
            self.let_in_wanted.emit(row.uid)

    @Slot()
    def _ask_to_shut_out(self) -> None:
        row = self._chosen()
        if row is not None:
            self._asked_about = row.uid
            self._question.show_words(
                self.tr(
                    "{name} tidak dapat masuk lagi di komputer ini. Yang sudah ditulis tetap "
                    "tersimpan. Lanjutkan?"
                ).format(name=row.name)
            )

    @Slot()
    def _agree(self) -> None:
        self._question.hide()
        if self._asked_about is not None:
            self.shut_out_wanted.emit(self._asked_about)

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        top = QHBoxLayout()
        top.setSpacing(spacing.small)
        top.addWidget(self._back)
        top.addWidget(title_label(self.tr("Petugas komputer ini")), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(spacing.small)
        buttons.addWidget(self._let_in)
        buttons.addWidget(self._shut_out)
        buttons.addStretch()
        people = Card(self.tr("Siapa yang dapat masuk"))
        people.body.addWidget(self.table)
        people.body.addWidget(self._question)
        people.body.addWidget(self._concerned)
        people.body.addLayout(buttons)
        people.body.addWidget(self._reason)
        inside = QWidget()
        inside.setMaximumWidth(spacing.lines(_WIDEST_LINES))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.large)
        column.addLayout(top)
        for card in (
            people,
            self.given,
            self.lock,
            self.password,
            self.keyring,
            self.recovery,
        ):
            column.addWidget(card)
        column.addStretch()
        page = QVBoxLayout(self)
        page.setContentsMargins(spacing.wide, spacing.large, spacing.medium, spacing.medium)
        page.addWidget(steady_page(inside))
        set_ground(self, "surface")
