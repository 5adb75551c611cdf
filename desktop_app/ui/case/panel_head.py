"""The head of the writing panel: what is being written, and who will read it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.case.writing_tasks import WritingTask
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel, caption_label
from desktop_app.ui.theme.colours import Colour, Tone
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle


class PanelHead(QWidget):
    """Says in icon and words whether the reporter may read it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        spacing = theme.spacing
        self._icon = IconLabel(theme, "sticky-note", colour=Colour.TEXT)
        self._heading = TextLabel(style=TypeStyle.EMPHASIS, wrap=False)
        self._heading.setObjectName("panel_heading")
        self._hint = caption_label()
        self._reach_icon = IconLabel(theme, "lock", size=spacing.units(14))
        self._reach = TextLabel(style=TypeStyle.CAPTION, tone=Tone.NEUTRAL, wrap=False)
        self._reach.setObjectName("panel_reach")
        top = QHBoxLayout()
        top.setSpacing(spacing.small)
        top.addWidget(self._icon)
        top.addWidget(self._heading)
        top.addStretch()
        top.addWidget(self._reach_icon, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._reach)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.units(2))
        column.addLayout(top)
        column.addWidget(self._hint)

    def show_task(self, task: WritingTask) -> None:
        """Show what is being written now."""
        self._icon.show_icon(task.icon, Colour.TEXT)
        self._heading.setText(task.heading)
        self._hint.setText(task.hint)
        self._reach_icon.show_icon("eye" if task.public else "lock", Colour.MUTED)
        self._reach.setText(self.tr("dapat dibaca pelapor") if task.public else self.tr("internal"))
