"""The pages beside the work, each made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ui.shell.wiring import wire_access, wire_audit, wire_ledger, wire_personal_data
from desktop_app.ui.shell.workspace import (
    Access,
    Audit,
    Ledger,
    PersonalData,
    build_access,
    build_audit,
    build_ledger,
    build_personal_data,
    build_rights_page,
)
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme

if TYPE_CHECKING:
    from desktop_app.ui.access.rights_page import RightsPage
    from desktop_app.ui.shell.session import Session


class PagesBeside(QObject):
    """Number book, who signs in, who may do what, personal data, and the audit trail."""

    def __init__(self, session: Session, window: QWidget, theme: Theme, lanes: Lanes) -> None:
        super().__init__(session)
        self._session = session
        self._window = window
        self._theme = theme
        self._lanes = lanes
        self._context = session.desk.context
        self._frame = session.frame
        self._ledger: Ledger | None = None
        self._access: Access | None = None
        self._rights: RightsPage | None = None
        self._personal_data: PersonalData | None = None
        self._audit: Audit | None = None

    @Slot()
    def show_ledger(self) -> None:
        """Open the book of letter numbers."""
        if self._ledger is None:
            self._ledger = build_ledger(self._frame, self._theme, self._context, lanes=self._lanes)
            wire_ledger(self._session, self._ledger)
        self._frame.show_section("ledger")
        self._ledger.presenter.show_this_year()
        self._ledger.page.table.setFocus()

    @Slot()
    def show_access(self) -> None:
        """Show who signs in on this PC."""
        if self._access is None:
            self._access = build_access(
                self._frame, self._window, self._theme, context=self._context, lanes=self._lanes
            )
            wire_access(self._session, self._access)
        self._frame.show_section("access")
        self._access.presenter.refresh()
        self._access.page.table.setFocus()

    @Slot()
    def show_rights(self) -> None:
        """Show who may do what at an office like this, and what of it the person at work may."""
        if self._rights is None:
            self._rights = build_rights_page(self._frame, self._theme)
            self._rights.closed.connect(self._session.back)
        self._rights.show_rights(self._context.actor)
        self._frame.show_section("rights")
        self._rights.table.setFocus()

    @Slot()
    def show_personal_data(self) -> None:
        """Open the page for people who ask what the office holds about them."""
        if self._personal_data is None:
            self._personal_data = build_personal_data(
                self._frame, self._window, self._theme, context=self._context, lanes=self._lanes
            )
            wire_personal_data(self._session, self._personal_data)
        self._frame.show_section("personal_data")
        self._personal_data.retention.refresh()
        self._personal_data.page.begin()

    @Slot()
    def show_audit(self) -> None:
        """Show who did what with people's data."""
        if self._audit is None:
            self._audit = build_audit(
                self._frame,
                self._theme,
                self._context,
                lanes=self._lanes,
                watch=self._session.parts.trail,
            )
            wire_audit(self._session, self._audit)
        self._frame.show_section("audit")
        self._audit.presenter.show_newest()
        self._audit.page.table.setFocus()

    def leave(self) -> bool:
        """Close what was opened on a page, or leave nothing of anybody on it; say which."""
        if self._ledger is not None and self._ledger.page.close_form():
            return True
        if self._personal_data is not None and self._personal_data.page.person.close_question():
            return True
        if self._access is not None:
            self._access.page.forget()
        if self._personal_data is not None:
            self._personal_data.presenter.forget()
        return False

    def stop(self) -> None:
        """End what is at hand."""
        if self._personal_data is not None:
            self._personal_data.retention.stop()

    def weigh_rights(self) -> None:
        """Shut or open what needs a right: the person may do other things now."""
        if self._ledger is not None:
            self._ledger.presenter.weigh_rights()
        if self._personal_data is not None:
            self._personal_data.presenter.weigh_rights()
            self._personal_data.retention.weigh_rights()
        if self._access is not None:
            self._access.presenter.refresh()
        if self._rights is not None:
            self._rights.show_rights(self._context.actor)
