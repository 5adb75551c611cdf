"""The page of the intake screen: head, notices, form beside help, foot; keys, pastes and drops."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop_app.domain.whatsapp import PastedMessage
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
from desktop_app.ui.intake.side_by_side import SideBySide
from desktop_app.ui.theme.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_LONG_SAVE_MS = 200
_LIST_LINES = 16
_NOTE_LINES = 3
_LABEL_LINES = 2


class IntakePage(QWidget):
    """Puts the parts of the form together; what they show is up to the screen."""

    save_asked = Signal(bool)  # whether to print the receipt

    def __init__(
        self, theme: Theme, parent: QWidget, *, today: Callable[[], date], region_code: str
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._taker = PasteTaker(self, today)
        self._body = SideBySide(theme, self)
        self.form = IntakeForm(
            theme,
            self._body.main,
            today=today,
            region_code=region_code,
            take_pasted=self._taker.take,
        )
        self.help = HelpPanel(theme, self._body.aside)
        self._body.fill(self.form, self.help)
        self.notices = Notices(theme)
        self.offer = PasteOffer(theme)
        self._actions = build_actions(
            self,
            theme,
            place=Place.FORM,
            handlers={"save_and_print": self._save_and_print, "save": self._save},
        )
        self.foot = IntakeFoot(
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

    def busy(self, *, saving: bool) -> None:
        """Take no second save while one is under way, and no more typing if that takes long."""
        for action in self._actions.values():
            action.setEnabled(not saving)
        if saving:
            self._long_save.start()
        else:
            self._long_save.stop()
            self._take_typing_again()

    def start_at_top(self) -> None:
        """Put the cursor where people begin to speak."""
        self._body.main_area.verticalScrollBar().setValue(0)
        self.form.channel.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def show_cursor(self) -> None:
        """Scroll to the field with the cursor, its label and what stands below it."""
        now = QApplication.focusWidget()
        if now is not None and self.form.isAncestorOf(now):
            # Room for the list that opens below, and for the sentence under any other field.
            below = _LIST_LINES if isinstance(now, PickField) else _NOTE_LINES
            place = QRect(now.mapTo(self.form, QPoint(0, 0)), now.size())
            lines = self._theme.spacing.lines
            self._body.show_place(place, above=lines(_LABEL_LINES), below=lines(below))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Get what no field wanted: Enter, a paste beside the fields, digits for the channel."""
        plain = not event.modifiers() & ~_KEYPAD
        if event.key() in _ENTER and plain:
            self.focusNextChild()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste_beside_fields()
        elif event.text().isdecimal() and plain:
            self.form.channel.press_digit(int(event.text()))
        else:
            super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()
            self.form.files.show_drop(over=True)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.form.files.show_drop(over=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.form.files.show_drop(over=False)
        if self._taker.take(event.mimeData()):
            event.acceptProposedAction()

    def _lay_out(self) -> None:
        spacing = self._theme.spacing
        head = QHBoxLayout()
        head.setContentsMargins(spacing.wide, spacing.large, spacing.wide, spacing.small)
        head.setSpacing(spacing.wide)
        head.addWidget(title_label(self.tr("Terima aduan")), 1)
        head.addWidget(self.help.quiet_line)
        head.addWidget(self._from_clipboard)
        above = QVBoxLayout()
        above.setContentsMargins(spacing.wide, 0, spacing.wide, 0)
        above.setSpacing(0)
        for part in (self.help.emergency, self.notices, self.offer):
            above.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(above)
        column.addWidget(self._body, 1)
        column.addWidget(self.foot)
        QWidget.setTabOrder(self.foot.last_button, self._from_clipboard)

    def _wire(self) -> None:
        self._taker.file_found.connect(self.form.files.offer)
        self._taker.message_found.connect(self.offer.offer)
        for field in self.form.findChildren(QLineEdit):
            field.installEventFilter(self._taker)
        self._from_clipboard.clicked.connect(self._paste_beside_fields)
        self.offer.accepted.connect(self._fill)
        self.offer.declined.connect(self._paste_as_it_is)
        self.help.field_wanted.connect(self.form.focus_field)
        self._long_save.timeout.connect(self._take_no_typing)
        self._body.main_area.verticalScrollBar().valueChanged.connect(self.form.close_lists)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.show_cursor)

    @Slot()
    def _take_no_typing(self) -> None:
        self._focus_before = QApplication.focusWidget()
        self.form.setEnabled(False)
        self.foot.show_saving()

    def _take_typing_again(self) -> None:
        if self.form.isEnabled():
            return
        self.form.setEnabled(True)
        self.foot.forget()
        if self._focus_before is not None:
            self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _save_and_print(self) -> None:
        self._ask_save(prints=True)

    @Slot()
    def _save(self) -> None:
        self._ask_save(prints=False)

    def _ask_save(self, *, prints: bool) -> None:
        self.offer.hide()
        self.notices.clear()
        self.form.settle()
        self.save_asked.emit(prints)

    @Slot()
    def _paste_beside_fields(self) -> None:
        text = QGuiApplication.clipboard().text()
        if not self._taker.take_clipboard() and text:
            self._paste_as_it_is(text)

    @Slot(object)
    def _fill(self, message: PastedMessage) -> None:
        draft = filled(self.form.draft(), message)
        self.form.fill_in(draft)
        self.form.focus_field("category" if draft.reporter_name else "reporter_name")

    @Slot(str)
    def _paste_as_it_is(self, text: str) -> None:
        self.form.matter.words.add(text)
        self.form.focus_field("words")
