"""Screen "Terima aduan": the form, the help beside it, and the card after a save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.drafts import IntakeDraft
from desktop_app.domain.errors import ExpectedError, Problem
from desktop_app.domain.places import Village
from desktop_app.services.context import KeptFile
from desktop_app.services.intake_help import IntakeHelp
from desktop_app.services.lookups import Lookups
from desktop_app.services.register_case import Registered
from desktop_app.ui.intake.intake_page import IntakePage
from desktop_app.ui.intake.saved_card import SavedCard
from desktop_app.ui.theme.theme import Theme


class IntakeScreen(QWidget):
    """Shows a draft and tells every change of it; decides nothing and saves nothing itself."""

    save_wanted = Signal(object, bool)  # IntakeDraft, whether to print the receipt
    date_confirmed = Signal()  # the refused save may be made with the date as it is
    draft_changed = Signal(object)  # IntakeDraft
    discard_wanted = Signal()
    bring_back_wanted = Signal()
    file_offered = Signal(object)  # OfferedFile
    receipt_wanted = Signal(object)  # UUID
    open_case_wanted = Signal(object)  # UUID
    left = Signal()  # the screen is no longer seen

    def __init__(self, theme: Theme, *, today: Callable[[], date], region_code: str) -> None:
        """`today` tells the office's date at any moment, `region_code` which channels reach it."""
        super().__init__()
        self._today = today
        self._pages = QStackedWidget(self)
        self._page = IntakePage(theme, self._pages, today=today, region_code=region_code)
        self._card = SavedCard(theme, self._pages)
        self._pages.addWidget(self._page)
        self._pages.addWidget(self._card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._wire()

    def set_lookups(
        self,
        lookups: Lookups,
        villages: Sequence[Village],
        *,
        home_district: str,
        own_office: UUID | None,
    ) -> None:
        """Offer these lists from now on; what is typed stays.

        `home_district` is the office's district code, or what it has of one.
        """
        self._page.form.set_lookups(
            lookups, villages, home_district=home_district, own_office=own_office
        )

    def show_draft(self, draft: IntakeDraft) -> None:
        """Show a draft in place of what stands in the form, without telling anyone."""
        self._page.offer.hide()
        self._page.notices.clear()
        self._page.foot.forget()
        self._page.form.show_draft(draft)

    def draft(self) -> IntakeDraft:
        """Return what stands in the form now."""
        return self._page.form.draft()

    def has_unread(self) -> bool:
        """Say whether a field holds something that cannot be understood yet."""
        return self._page.form.has_unread()

    def show_restored(self, kept_at: datetime) -> None:
        """Say that the draft in the form was kept at this local time, and offer to drop it."""
        self._page.notices.show_restored(kept_at, self._today())
        self._page.foot.show_kept(kept_at)

    def show_emptied(self) -> None:
        """Say that the form was emptied, and offer to bring everything back."""
        self._page.notices.show_emptied()
        self._page.start_at_top()

    def show_draft_kept(self, at: datetime) -> None:
        """Say when the draft was kept, local time."""
        self._page.foot.show_kept(at)

    def show_draft_not_kept(self) -> None:
        self._page.foot.show_not_kept()

    def show_help(self, hints: IntakeHelp) -> None:
        self._page.help.show_help(hints)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put each sentence under its field and the cursor into the first of them."""
        self._page.form.show_problems(problems)
        # The sentences move the fields only when the event loop has laid them out.
        QTimer.singleShot(0, self._page.show_cursor)

    def show_warnings(self, problems: Sequence[Problem]) -> None:
        """Say what looks odd but may be right."""
        self._page.form.show_warnings(problems)

    def show_clock_doubt(self, error: ExpectedError) -> None:
        """Ask whether the date of this PC is right."""
        self._page.notices.show_clock_doubt(error, self._today())

    def show_refusal(self, reason: str) -> None:
        """Save nothing while there is a reason, and say it; everything typed stays."""
        self._page.notices.show_refusal(reason)
        self._page.foot.shut(reason)

    def show_trouble(self, error: ExpectedError) -> None:
        """Say why a save did not happen; everything typed stays."""
        self._page.notices.show_trouble(error)

    def show_file_kept(self, uid: UUID, file: KeptFile) -> None:
        """An offered file is safe."""
        self._page.form.files.show_kept(uid, file)

    def show_file_refused(self, uid: UUID, sentence: str) -> None:
        """An offered file was not kept."""
        self._page.form.files.show_refused(uid, sentence)

    def describe_file(self, file: KeptFile) -> None:
        """Add the size of a file that a restored draft names."""
        self._page.form.files.describe(file)

    def show_saved(self, registered: Registered) -> None:
        """Show the number, large."""
        self._pages.setCurrentWidget(self._card)
        self._card.show_case(registered.case)

    def busy(self, *, saving: bool) -> None:
        """Take no second save while one is under way, and no more typing if that takes long."""
        self._page.busy(saving=saving)

    @Slot()
    def start_next(self) -> None:
        """Leave the card if it shows, and begin where people begin to speak."""
        self._pages.setCurrentWidget(self._page)
        self._page.start_at_top()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    def _wire(self) -> None:
        page, card = self._page, self._card
        page.form.edited.connect(self._tell_draft)
        page.form.files.offered.connect(self.file_offered)
        page.save_asked.connect(self._ask_save)
        page.foot.clear_wanted.connect(self.discard_wanted)
        page.notices.discard_wanted.connect(self.discard_wanted)
        page.notices.bring_back_wanted.connect(self.bring_back_wanted)
        page.notices.date_confirmed.connect(self.date_confirmed)
        card.next_wanted.connect(self.start_next)
        card.receipt_wanted.connect(self.receipt_wanted)
        card.open_case_wanted.connect(self.open_case_wanted)

    @Slot()
    def _tell_draft(self) -> None:
        self.draft_changed.emit(self.draft())

    @Slot(bool)
    def _ask_save(self, prints: bool) -> None:
        self.save_wanted.emit(self.draft(), prints)
