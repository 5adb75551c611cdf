"""Screen "Terima aduan": the form, the help beside it, and the card after a save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop_app.domain.drafts import IntakeDraft
from desktop_app.domain.errors import ExpectedError, Problem
from desktop_app.domain.places import Village
from desktop_app.domain.whatsapp import PastedMessage
from desktop_app.services.context import KeptFile
from desktop_app.services.intake_help import IntakeHelp
from desktop_app.services.lookups import Lookups
from desktop_app.services.register_case import Registered
from desktop_app.ui.action_table import Place
from desktop_app.ui.actions import build_actions
from desktop_app.ui.controls.button import quiet_button
from desktop_app.ui.controls.label import title_label
from desktop_app.ui.intake.help_panel import HelpPanel
from desktop_app.ui.intake.intake_foot import IntakeFoot
from desktop_app.ui.intake.intake_form import IntakeForm
from desktop_app.ui.intake.notices import Notices
from desktop_app.ui.intake.paste_offer import PasteOffer, filled
from desktop_app.ui.intake.paste_taker import PasteTaker
from desktop_app.ui.intake.pick_field import PickField
from desktop_app.ui.intake.saved_card import SavedCard
from desktop_app.ui.theme.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONG_SAVE_MS = 200
_LIST_LINES = 16
_NOTE_LINES = 3
_LABEL_LINES = 2
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


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
        self._theme = theme
        self._today = today
        self._taker = PasteTaker(self, today)
        self._form = IntakeForm(
            theme, today=today, region_code=region_code, take_pasted=self._taker.take
        )
        self._help = HelpPanel(theme)
        self._notices = Notices(theme)
        self._offer = PasteOffer(theme)
        self._card = SavedCard(theme)
        self._page = QWidget()
        self._actions = build_actions(
            self._page,
            theme,
            place=Place.FORM,
            handlers={"save_and_print": self._save_and_print, "save": self._save},
        )
        self._foot = IntakeFoot(
            theme, save_and_print=self._actions["save_and_print"], save=self._actions["save"]
        )
        self._from_clipboard = quiet_button(
            theme, self.tr("Isi dari pesan WhatsApp"), icon="message-circle", keys="Ctrl+V"
        )
        self._from_clipboard.setObjectName("fill_from_clipboard")
        self._focus_before: QWidget | None = None
        self._long_save = QTimer(self, singleShot=True, interval=_LONG_SAVE_MS)
        self._lay_out()
        self._wire()
        # Clicking beside the fields leaves them, so that digits choose the channel again.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAcceptDrops(True)

    def set_lookups(
        self,
        lookups: Lookups,
        villages: Sequence[Village],
        *,
        home_district: str,
        own_office: UUID | None,
    ) -> None:
        """Offer these lists; `home_district` is the office's district code or what it has of it.

        Call it before the first draft is shown.
        """
        self._form.set_lookups(
            lookups, villages, home_district=home_district, own_office=own_office
        )

    def show_draft(self, draft: IntakeDraft) -> None:
        """Show a draft in place of what stands in the form, without telling anyone."""
        self._offer.hide()
        self._notices.clear()
        self._foot.forget()
        self._form.show_draft(draft)

    def draft(self) -> IntakeDraft:
        """Return what stands in the form now."""
        return self._form.draft()

    def has_unread(self) -> bool:
        """Say whether a field holds something that cannot be understood yet."""
        return self._form.has_unread()

    def show_restored(self, kept_at: datetime) -> None:
        """Say that the draft in the form was kept at this local time, and offer to drop it."""
        self._notices.show_restored(kept_at, self._today())
        self._foot.show_kept(kept_at)

    def show_emptied(self) -> None:
        """Say that the form was emptied, and offer to bring everything back."""
        self._notices.show_emptied()
        self._start_at_top()

    def show_draft_kept(self, at: datetime) -> None:
        """Say when the draft was kept, local time."""
        self._foot.show_kept(at)

    def show_draft_not_kept(self) -> None:
        self._foot.show_not_kept()

    def show_help(self, hints: IntakeHelp) -> None:
        self._help.show_help(hints)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put each sentence under its field and the cursor into the first of them."""
        self._form.show_problems(problems)
        # The sentences move the fields only when the event loop has laid them out.
        QTimer.singleShot(0, self._scroll_to_cursor)

    def show_warnings(self, problems: Sequence[Problem]) -> None:
        """Say what looks odd but may be right."""
        self._form.show_warnings(problems)

    def show_clock_doubt(self, error: ExpectedError) -> None:
        """Ask whether the date of this PC is right."""
        self._notices.show_clock_doubt(error, self._today())

    def show_trouble(self, error: ExpectedError) -> None:
        """Say why a save did not happen; everything typed stays."""
        self._notices.show_trouble(error)

    def show_file_kept(self, uid: UUID, file: KeptFile) -> None:
        """An offered file is safe."""
        self._form.files.show_kept(uid, file)

    def show_file_refused(self, uid: UUID, sentence: str) -> None:
        """An offered file was not kept."""
        self._form.files.show_refused(uid, sentence)

    def describe_file(self, file: KeptFile) -> None:
        """Add the size of a file that a restored draft names."""
        self._form.files.describe(file)

    def show_saved(self, registered: Registered) -> None:
        """Show the number, large."""
        self._pages.setCurrentWidget(self._card)
        self._card.show_case(registered.case)

    def busy(self, *, saving: bool) -> None:
        """Take no second save while one is under way, and no more typing if that takes long."""
        for action in self._actions.values():
            action.setEnabled(not saving)
        if saving:
            self._long_save.start()
        else:
            self._long_save.stop()
            self._take_typing_again()

    @Slot()
    def start_next(self) -> None:
        """Leave the card if it shows, and begin where people begin to speak."""
        self._pages.setCurrentWidget(self._page)
        self._start_at_top()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Get what no field wanted: Enter, a paste beside the fields, digits for the channel."""
        if self._pages.currentWidget() is not self._page:
            super().keyPressEvent(event)
        elif event.key() in _ENTER and not event.modifiers() & ~_KEYPAD:
            self.focusNextChild()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste_beside_fields()
        elif event.text().isdigit() and not event.modifiers() & ~_KEYPAD:
            self._form.channel.press_digit(int(event.text()))
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()
            self._form.files.show_drop(over=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._form.files.show_drop(over=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._form.files.show_drop(over=False)
        if self._taker.take(event.mimeData()):
            event.acceptProposedAction()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._form)
        # Both would else paint the ground of a window over that of the pane.
        self._scroll.viewport().setAutoFillBackground(False)
        self._form.setAutoFillBackground(False)
        head = QHBoxLayout()
        head.setContentsMargins(spacing.wide, spacing.large, spacing.wide, spacing.small)
        head.addWidget(title_label(self.tr("Terima aduan")), 1)
        head.addWidget(self._from_clipboard)
        above = QVBoxLayout()
        above.setContentsMargins(spacing.wide, 0, spacing.wide, 0)
        above.setSpacing(0)
        above.addWidget(self._notices)
        above.addWidget(self._offer)
        side = QVBoxLayout()
        side.setContentsMargins(spacing.small, spacing.small, spacing.wide, spacing.large)
        side.addWidget(self._help)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._scroll, 1)
        body.addLayout(side)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(above)
        column.addLayout(body, 1)
        column.addWidget(self._foot)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._page)
        self._pages.addWidget(self._card)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self._pages)

    def _wire(self) -> None:
        self._form.edited.connect(self._tell_draft)
        self._form.files.offered.connect(self.file_offered)
        self._taker.file_found.connect(self._form.files.offer)
        self._taker.message_found.connect(self._offer.offer)
        for field in self._form.findChildren(QLineEdit):
            field.installEventFilter(self._taker)
        self._from_clipboard.clicked.connect(self._paste_beside_fields)
        self._offer.accepted.connect(self._fill)
        self._offer.declined.connect(self._paste_as_it_is)
        self._long_save.timeout.connect(self._take_no_typing)
        self._notices.discard_wanted.connect(self.discard_wanted)
        self._notices.bring_back_wanted.connect(self.bring_back_wanted)
        self._notices.date_confirmed.connect(self.date_confirmed)
        self._foot.clear_wanted.connect(self.discard_wanted)
        self._help.field_wanted.connect(self._form.focus_field)
        self._card.next_wanted.connect(self.start_next)
        self._card.receipt_wanted.connect(self.receipt_wanted)
        self._card.open_case_wanted.connect(self.open_case_wanted)
        self._scroll.verticalScrollBar().valueChanged.connect(self._form.close_lists)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._scroll_to_cursor)

    @Slot()
    def _take_no_typing(self) -> None:
        self._focus_before = QApplication.focusWidget()
        self._form.setEnabled(False)
        self._foot.show_saving()

    def _take_typing_again(self) -> None:
        if self._form.isEnabled():
            return
        self._form.setEnabled(True)
        self._foot.forget()
        if self._focus_before is not None:
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_at_top(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)
        self._form.channel.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _tell_draft(self) -> None:
        self.draft_changed.emit(self.draft())

    @Slot()
    def _scroll_to_cursor(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self._form.isAncestorOf(now):
            # Room for the list that opens below, and for the sentence under any other field.
            below = _LIST_LINES if isinstance(now, PickField) else _NOTE_LINES
            place = QRect(now.mapTo(self._form, QPoint(0, 0)), now.size())
            lines = self._theme.spacing.lines
            self._scroll.ensureVisible(0, place.bottom(), 0, lines(below))
            self._scroll.ensureVisible(0, place.top(), 0, lines(_LABEL_LINES))

    @Slot()
    def _save_and_print(self) -> None:
        self._ask_save(prints=True)

    @Slot()
    def _save(self) -> None:
        self._ask_save(prints=False)

    def _ask_save(self, *, prints: bool) -> None:
        self._offer.hide()
        self._notices.clear()
        self._form.settle()
        self.save_wanted.emit(self.draft(), prints)

    @Slot()
    def _paste_beside_fields(self) -> None:
        text = QGuiApplication.clipboard().text()
        if not self._taker.take_clipboard() and text:
            self._paste_as_it_is(text)

    @Slot(object)
    def _fill(self, message: PastedMessage) -> None:
        draft = filled(self.draft(), message)
        self._form.show_draft(draft)
        self._form.focus_field("category" if draft.reporter_name else "reporter_name")
        self._tell_draft()

    @Slot(str)
    def _paste_as_it_is(self, text: str) -> None:
        self._form.matter.words.add(text)
        self._form.focus_field("words")
