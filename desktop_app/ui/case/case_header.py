"""The head of a case: its title, number, how it came, how old it is, and its badges."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain import terms
from desktop_app.ui.case.badges import case_badges
from desktop_app.ui.case.flow_row import FlowRow
from desktop_app.ui.case.shown_case import ShownCase
from desktop_app.ui.case.words_label import WordsLabel
from desktop_app.ui.controls.button import icon_button
from desktop_app.ui.controls.hint import plain_hint
from desktop_app.ui.controls.label import TextLabel
from desktop_app.ui.controls.status_badge import Badge, StatusBadge
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle
from desktop_app.ui.words.dates import age_words, moment_words


class CaseHeader(QWidget):
    """Changes its words in place, so that going through a list does not flicker."""

    narrow_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._back = icon_button(theme, self.tr("Kembali ke daftar"), icon="arrow-left", keys="Esc")
        self._back.clicked.connect(self.narrow_wanted)
        self._back.hide()
        self._title = WordsLabel("", TypeStyle.TITLE)
        self._title.setObjectName("case_title")
        self._line = TextLabel(tone=Tone.NEUTRAL, wrap=False, selectable=True, tabular=True)
        self._line.setObjectName("case_line")
        self._badges: list[StatusBadge] = []
        self._flow = FlowRow(gap=theme.spacing.small)
        self._lay_out()

    def show_case(self, shown: ShownCase) -> None:
        """Put the words of a case here."""
        case = shown.case
        self._title.show_words(case.title)
        self._line.setText(
            " · ".join(
                (
                    case.register_number,
                    terms.CHANNEL[case.channel],
                    age_words(case.received_at, shown.now, shown.zone),
                )
            )
        )
        self._line.setToolTip(plain_hint(moment_words(case.received_at, shown.zone)))
        badges = case_badges(case)
        if shown.view.unsent:
            word = self.tr("{count} belum terkirim").format(count=shown.view.unsent)
            badges.append(Badge("upload", word, Tone.NEUTRAL))
        self._show_badges(badges)

    def show_wide(self, *, wide: bool) -> None:
        """Offer the way back to the list while the case stands alone."""
        self._back.setVisible(wide)

    def _show_badges(self, badges: Sequence[Badge]) -> None:
        while len(self._badges) < len(badges):
            made = StatusBadge(self._theme, badges[len(self._badges)])
            self._badges.append(made)
            self._flow.add(made)
        for place, widget in enumerate(self._badges):
            widget.setVisible(place < len(badges))
            if place < len(badges):
                widget.show_badge(badges[place])

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        row = QHBoxLayout()
        row.setSpacing(spacing.small)
        row.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.tiny)
        column.addLayout(row)
        self._flow.add(self._line)
        column.addWidget(self._flow)
