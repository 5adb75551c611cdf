"""The form in the order people speak: how it came, who, what, where and when, and files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.drafts import IntakeDraft
from desktop_app.domain.errors import Problem
from desktop_app.domain.places import Village
from desktop_app.services.lookups import Lookups
from desktop_app.ui.fields import FieldBlock
from desktop_app.ui.intake.channel_picker import ChannelPicker
from desktop_app.ui.intake.complained_fields import ComplainedFields
from desktop_app.ui.intake.enter_passer import EnterPasser
from desktop_app.ui.intake.files_field import FilesField
from desktop_app.ui.intake.matter_fields import MatterFields
from desktop_app.ui.intake.pick_field import PickField
from desktop_app.ui.intake.place_fields import PlaceFields
from desktop_app.ui.intake.reporter_fields import ReporterFields
from desktop_app.ui.intake.words_field import TakePasted
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.words.problems import problem_words


class IntakeForm(QWidget):
    """Turns a draft into fields and fields into a draft, letter by letter; checks nothing."""

    edited = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        *,
        today: Callable[[], date],
        region_code: str,
        take_pasted: TakePasted,
    ) -> None:
        super().__init__(parent)
        self._draft: IntakeDraft | None = None
        self._filling = False
        self._column = QVBoxLayout(self)
        self.channel = ChannelPicker(theme, region_code)
        # The Tab key follows the order in which the parts come into the form.
        self._column.addWidget(FieldBlock("channel", self.tr("Masuk lewat"), self.channel))
        self.reporter = ReporterFields(theme, self)
        self.matter = MatterFields(theme, self, take_pasted=take_pasted)
        self.place = PlaceFields(theme, self, today=today)
        self.complained = ComplainedFields(theme, self)
        self.files = FilesField(theme, self)
        self._blocks = (
            self.reporter.blocks | self.matter.blocks | self.place.blocks | self.complained.blocks
        )
        EnterPasser(self.channel, self.matter.classification)
        self._lay_out(theme)
        for signal in (
            self.channel.chosen,
            self.reporter.edited,
            self.matter.edited,
            self.place.edited,
            self.complained.edited,
            self.files.edited,
        ):
            signal.connect(self._tell)

    def set_lookups(
        self,
        lookups: Lookups,
        villages: Sequence[Village],
        *,
        home_district: str,
        own_office: UUID | None,
    ) -> None:
        """Offer these lists from now on; see `IntakeScreen.set_lookups`."""
        self.matter.set_categories(lookups.categories)
        self.place.village.set_villages(villages, home_district)
        self.complained.set_lookups(lookups, own_office)

    def show_draft(self, draft: IntakeDraft) -> None:
        """Show a draft in place of what stands here, without telling anyone."""
        self._show_fields(draft)
        self.files.show_files(draft.files)

    def fill_in(self, draft: IntakeDraft) -> None:
        """Show the fields of a draft and tell it; the files stay, even those not kept yet."""
        self._show_fields(draft)
        self.edited.emit()

    def draft(self) -> IntakeDraft:
        """Return what stands in the fields; `show_draft` must have come first."""
        if self._draft is None:
            message = "the form was never given a draft to begin with"
            raise RuntimeError(message)
        draft = replace(self._draft, channel=self.channel.channel(), files=self.files.files())
        for part in (self.reporter, self.matter, self.place, self.complained):
            draft = part.put_into(draft)
        return draft

    def has_unread(self) -> bool:
        """Say whether a field holds something that cannot be understood yet."""
        return bool(self.place.day.unread_text() or self.complained.unread_text())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put each sentence under its field and the cursor into the first of them."""
        for block in self._blocks.values():
            block.clear_problem()
        for problem in problems:
            if problem.field == "files":
                self.files.show_problem(problem_words(problem))
            else:
                self._blocks[problem.field].show_problem(problem_words(problem))
        if self.place.day.unread_text():
            self.place.day.show_unread()
        if self.complained.unread_text():
            self.complained.show_unread()
        for name, block in self._blocks.items():
            if block.has_problem():
                self.focus_field(name)
                return

    def show_warnings(self, problems: Sequence[Problem]) -> None:
        """Say what looks odd but may be right."""
        words: dict[str, list[str]] = {"reporter_nik": [], "happened_on": []}
        for problem in problems:
            words[problem.field].append(problem_words(problem))
        self.reporter.warn_nik(" ".join(words["reporter_nik"]))
        self.place.day.warn(" ".join(words["happened_on"]))

    def focus_field(self, name: str) -> None:
        field = self.files.focus_widget if name == "files" else self._blocks[name].field
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Take what was typed where it names exactly one thing, as leaving the field would."""
        for field in self._pick_fields():
            field.settle()

    @Slot()
    def close_lists(self) -> None:
        """Close what lies open over the form, as when it scrolls."""
        for field in self._pick_fields():
            field.close_list()

    def _pick_fields(self) -> tuple[PickField, ...]:
        complained = (self.complained.office, self.complained.about)
        return (self.matter.category, self.place.village, *complained)

    def _show_fields(self, draft: IntakeDraft) -> None:
        self._filling = True
        self._draft = draft
        self.channel.show_channel(draft.channel)
        for part in (self.reporter, self.matter, self.place, self.complained):
            part.show_draft(draft)
        for block in self._blocks.values():
            block.clear_problem()
        self._filling = False

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.spacing
        column = self._column
        column.setContentsMargins(spacing.wide, spacing.small, spacing.large, spacing.wide)
        column.setSpacing(spacing.wide)
        for part in (self.reporter, self.matter, self.place, self.complained, self.files):
            column.addWidget(part)
        column.addStretch()

    @Slot()
    def _tell(self) -> None:
        if not self._filling:
            self.edited.emit()
