"""Every screen there is, in the order a person meets them; one more is one more line."""

from __future__ import annotations

from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QDialog, QLineEdit, QWidget

from desktop_app.ui.frame import Frame
from desktop_app.ui.inbox.case_list import CaseList
from desktop_app.ui.letters.letter_window import LetterWindow
from desktop_app.ui.printing.pdf_pages import PdfPages
from desktop_app.ui.printing.print_preview import PrintPreview
from desktop_app.ui.shell.doors import Doors, EnrolForm
from desktop_app.ui.shell.key_card import KeyCard
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.recovery_code_screen import RecoveryCodeScreen
from desktop_app.ui.shell.session import Session
from desktop_app.ui.shell.set_up_screen import SetUpScreen
from desktop_app.ui.shell.sign_in_screen import SignInScreen
from desktop_app.ui.shell.workspace import sections
from desktop_app.ui.sync.sync_page import SyncPage, SyncTab
from desktop_app.ui.walk.walking import open_window, see

W = TypeVar("W", bound=QWidget)


def show_set_up(doors: Doors) -> None:
    """Show what a new PC shows first; `doors` join without a server."""
    with open_window(doors) as window:
        set_up = see("set-up", partial(_visible, window, SetUpScreen))
        set_up.enrol_wanted.emit(EnrolForm(server_url="", code="", password=""))
        see("recovery code", partial(_visible, window, RecoveryCodeScreen))


def show_screens(doors: Doors, password: str) -> None:
    """Sign in and show every section and page, and the card above them."""
    with open_window(doors) as window:
        session = _sign_in(window, password)
        session.beside.show_access()
        see("access", partial(_section, session.frame, "access"))
        session.beside.show_audit()
        see("audit trail", partial(_section, session.frame, "audit"))
        for section in sections():
            session.show_section(section.name)
            see(section.name, partial(_section, session.frame, section.name))
        for tab in SyncTab:
            session.parts.sync_page.open_tab(tab)
            see(f"sync, {tab.name}", partial(_visible, window, SyncPage))
        session.new_case()
        see("intake", partial(_section, session.frame, "intake"))
        session.beside.show_ledger()
        see("ledger", partial(_section, session.frame, "ledger"))
        session.show_keys()
        see("key card", partial(_visible, window, KeyCard)).close()


def show_previews(doors: Doors, password: str, case_uid: UUID) -> None:
    """Show the receipt and a letter of a case, each with its printed pages."""
    with open_window(doors) as window:
        session = _sign_in(window, password)
        session.parts.receipts.show_receipt(case_uid)
        see("receipt", lambda: _with_pages(_visible(window, PrintPreview))).window().close()
        session.parts.letters.compose(case_uid)
        see("letter", lambda: _with_pages(_visible(window, LetterWindow))).window().close()


def _sign_in(window: MainWindow, password: str) -> Session:
    screen = see("sign-in", lambda: _visible(window, SignInScreen))
    for field in screen.findChildren(QLineEdit):
        if field.echoMode() is QLineEdit.EchoMode.Password:
            field.setText(password)
    for button in screen.findChildren(QAbstractButton, "sign_in"):
        button.click()
    see("inbox", lambda: _filled(_visible(window, CaseList)))
    (session,) = window.findChildren(Session)
    return session


def _visible(window: QWidget, kind: type[W]) -> W | None:
    """Return the first of that kind that shows, in the window or in a dialog above it."""
    return next((widget for widget in window.findChildren(kind) if widget.isVisible()), None)


def _filled(view: QAbstractItemView | None) -> QWidget | None:
    return view if view is not None and view.model().rowCount() else None


def _section(frame: Frame, name: str) -> QWidget | None:
    return frame if frame.current_section() == name else None


def _with_pages(dialog: QDialog | None) -> QWidget | None:
    """Return the pages of a preview once it has some."""
    pages = None if dialog is None else _visible(dialog, PdfPages)
    return pages if pages is not None and pages.document.pageCount() else None
