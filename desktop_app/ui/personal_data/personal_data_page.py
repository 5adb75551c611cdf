"""The page of the duties towards people whose data the office holds."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.controls.button import icon_button, quiet_button
from desktop_app.ui.controls.card import Card
from desktop_app.ui.controls.label import muted_label, title_label
from desktop_app.ui.controls.scroll_page import steady_page
from desktop_app.ui.personal_data.person_card import PersonCard
from desktop_app.ui.personal_data.retention_card import RetentionCard
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme

_WIDEST_LINES = 52


class PersonalDataPage(QWidget):
    """What somebody asks for, what is due by itself, and the register for inspectors."""

    register_wanted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._back = icon_button(theme, self.tr("Kembali"), icon="arrow-left", keys="Esc")
        self._back.clicked.connect(self.closed)
        self.person = PersonCard(theme)
        self.person.question_opened.connect(self._reveal_soon)
        self.retention = RetentionCard(theme)
        self.retention.due.grown.connect(self._reveal_soon)
        self._register = quiet_button(theme, self.tr("Cetak catatan pemrosesan"), icon="printer")
        self._register.setObjectName("processing_register")
        self._register.clicked.connect(self.register_wanted)
        self._inside = QWidget()
        self._page = steady_page(self._inside)
        self._lay_out()

    def begin(self) -> None:
        """Put the cursor where typing begins."""
        self.person.begin()

    def shut(self, reason: str) -> None:
        """Answer nobody while there is a reason, and say it; nothing found stays on the page."""
        self.person.shut(reason)
        self._register.shut(reason)

    def forget(self) -> None:
        """Leave nobody's data behind."""
        self.person.forget()
        self.retention.forget()

    @Slot()
    def _reveal_soon(self) -> None:
        # Where it will stand is known after the layout has moved.
        QTimer.singleShot(0, self, self._reveal)

    @Slot()
    def _reveal(self) -> None:
        question, due = self.person.open_question(), self.retention.due
        if question is not None:
            parts: tuple[QWidget, ...] = (question.submit, question.heading, question.first_field())
        else:
            parts = (due.run_button, due.newest())
        for part in parts:  # the last is the one that must be seen, whatever there is room for
            self._page.ensureWidgetVisible(part)

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        top = QHBoxLayout()
        top.setSpacing(spacing.small)
        top.addWidget(self._back)
        top.addWidget(title_label(self.tr("Data pribadi")), 1)
        register = Card(self.tr("Catatan kegiatan pemrosesan"))
        register.body.addWidget(
            muted_label(
                self.tr(
                    "Data apa yang diproses, untuk apa, atas dasar apa, siapa penerimanya, dan "
                    "berapa lama disimpan. Ditunjukkan kepada pemeriksa."
                )
            )
        )
        register.body.addWidget(self._register, 0, Qt.AlignmentFlag.AlignLeft)
        self._inside.setMaximumWidth(spacing.lines(_WIDEST_LINES))
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.large)
        column.addLayout(top)
        for card in (self.person, self.retention, register):
            column.addWidget(card)
        column.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(spacing.wide, spacing.large, spacing.medium, spacing.medium)
        page.addWidget(self._page)
        set_ground(self, "surface")
