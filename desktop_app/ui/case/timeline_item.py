"""One line of the timeline: a slim fact, or what somebody wrote on a ground that says for whom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop_app.ui.case.timeline_lines import LineLook, TimelineLine
from desktop_app.ui.case.words_label import WordsLabel
from desktop_app.ui.controls.icon_label import IconLabel
from desktop_app.ui.controls.label import TextLabel, caption_label
from desktop_app.ui.theme.colours import Colour, Tone
from desktop_app.ui.theme.looks import set_ground
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.theme.type_scale import TypeStyle

_GROUNDS = {LineLook.INTERNAL: "warning", LineLook.PUBLIC: "raised"}
_REACH_ICONS = {LineLook.INTERNAL: "lock", LineLook.PUBLIC: "eye"}


class TimelineItem(QFrame):
    """Internal notes are tinted, what the reporter may read is plain, facts have no ground."""

    def __init__(self, theme: Theme, line: TimelineLine) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(f"{line.heading}, {line.byline}")
        self.setToolTip(line.detail)
        spacing = theme.spacing
        slim = line.look is LineLook.SLIM
        above = spacing.tiny if slim else spacing.medium
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.medium, above, spacing.medium, above)
        row.setSpacing(spacing.medium)
        ink = Colour.MUTED if slim else Colour.TEXT
        row.addWidget(IconLabel(theme, line.icon, colour=ink), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column(line, slim=slim), 1)
        if not slim:
            set_ground(self, _GROUNDS[line.look])

    def _column(self, line: TimelineLine, *, slim: bool) -> QVBoxLayout:
        spacing = self._theme.spacing
        head = QHBoxLayout()
        head.setSpacing(spacing.tiny)
        head.addWidget(WordsLabel(line.heading, TypeStyle.BODY if slim else TypeStyle.EMPHASIS), 1)
        if line.reach:
            head.addWidget(IconLabel(self._theme, _REACH_ICONS[line.look], size=spacing.units(14)))
            head.addWidget(_caption(line.reach))
        column = QVBoxLayout()
        column.setSpacing(spacing.units(2) if slim else spacing.tiny)
        column.addLayout(head)
        if line.text:
            column.addWidget(WordsLabel(line.text))
        column.addLayout(self._foot(line))
        return column

    def _foot(self, line: TimelineLine) -> QHBoxLayout:
        spacing = self._theme.spacing
        foot = QHBoxLayout()
        foot.setSpacing(spacing.tiny)
        foot.addWidget(caption_label(line.byline), 1)
        if line.unsent:
            foot.addWidget(IconLabel(self._theme, "upload", size=spacing.units(14)))
            foot.addWidget(_caption(self.tr("belum terkirim")))
        return foot


def _caption(text: str) -> TextLabel:
    return TextLabel(text, TypeStyle.CAPTION, tone=Tone.NEUTRAL, wrap=False)
