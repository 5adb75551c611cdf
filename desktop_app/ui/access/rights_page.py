"""Who may do what at an office like this one, from the one table of rights."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain import terms
from desktop_app.domain.people import Actor
from desktop_app.domain.permissions import RULES, may, roles_with
from desktop_app.ui.controls.button import icon_button
from desktop_app.ui.controls.label import muted_label, title_label
from desktop_app.ui.controls.plain_table import Column, PlainTable
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.rights import roles_words

_WIDEST_LINES = 62


class RightsPage(QWidget):
    """A row for each right: who has it, on which cases, and whether who looks has it."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._back = icon_button(theme, self.tr("Kembali"), icon="arrow-left", keys="Esc")
        self._back.clicked.connect(self.closed)
        self._who = muted_label()
        self._who.setObjectName("rights_of_whom")
        self.table = PlainTable(
            self.tr("Siapa boleh apa"),
            [
                Column(self.tr("Pekerjaan"), share=5),
                Column(self.tr("Anda")),
                Column(self.tr("Peran yang boleh"), share=5),
                Column(self.tr("Berlaku di"), share=4),
            ],
        )
        self.table.setObjectName("rights_table")
        self._lay_out()

    def show_rights(self, actor: Actor) -> None:
        """Show the table for the kind of office where somebody works."""
        kind = actor.office_kind
        self._who.setText(
            self.tr(
                "Anda masuk sebagai {name} · {roles}. Peran diberikan oleh admin kabupaten; "
                "perubahannya berlaku sesudah sinkron berikutnya."
            ).format(name=actor.name, roles=roles_words(actor.roles))
        )
        self.table.show_rows(
            [
                (
                    _begun(terms.RIGHT[right]),
                    self.tr("ya") if may(actor, right) else self.tr("tidak"),
                    roles_words(able) if (able := roles_with(right, kind)) else self.tr("–"),
                    terms.SIDE[rule.side],
                )
                for right, rule in RULES.items()
            ]
        )

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        top = QHBoxLayout()
        top.setSpacing(spacing.small)
        top.addWidget(self._back)
        top.addWidget(title_label(self.tr("Siapa boleh apa")), 1)
        inside = QWidget()
        inside.setMaximumWidth(spacing.lines(_WIDEST_LINES))
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.medium)
        column.addLayout(top)
        column.addWidget(self._who)
        column.addWidget(self.table, 1)
        page = QHBoxLayout(self)
        page.setContentsMargins(spacing.wide, spacing.large, spacing.medium, spacing.medium)
        page.addWidget(inside, 1)
        page.addStretch()
        set_ground(self, "surface")


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
