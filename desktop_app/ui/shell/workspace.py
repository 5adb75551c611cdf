"""The sections of one signed-in person, made together and taken down together."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.permissions import Right
from desktop_app.services.context import DeskContext
from desktop_app.services.lookups import Lookups
from desktop_app.ui.audit.trail_watch import TrailWatch
from desktop_app.ui.case.case_page import CasePage
from desktop_app.ui.frame import Frame
from desktop_app.ui.inbox.case_list_model import CaseListModel
from desktop_app.ui.inbox.inbox_screen import InboxScreen
from desktop_app.ui.intake.intake_screen import IntakeScreen
from desktop_app.ui.presenters.attention_presenter import AttentionPresenter
from desktop_app.ui.presenters.case_presenter import CasePresenter
from desktop_app.ui.presenters.connection_presenter import ConnectionPresenter
from desktop_app.ui.presenters.courier_presenter import CourierPresenter
from desktop_app.ui.presenters.inbox_presenter import InboxPresenter, row_writer
from desktop_app.ui.presenters.intake_presenter import IntakePresenter
from desktop_app.ui.presenters.letter_presenter import LetterPresenter
from desktop_app.ui.presenters.receipt_presenter import ReceiptPresenter
from desktop_app.ui.presenters.sync_presenter import SyncPresenter
from desktop_app.ui.presenters.text_keeper import TextKeeper
from desktop_app.ui.presenters.waiting_presenter import WaitingPresenter
from desktop_app.ui.shell.doors import OpenDesk
from desktop_app.ui.shell.gate import Gate
from desktop_app.ui.sync.round_runner import RoundRunner
from desktop_app.ui.sync.sync_page import SyncPage
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.unkept import Unkept

if TYPE_CHECKING:
    from desktop_app.ui.access.access_page import AccessPage
    from desktop_app.ui.access.rights_page import RightsPage
    from desktop_app.ui.audit.audit_page import AuditPage
    from desktop_app.ui.letters.ledger_page import LedgerPage
    from desktop_app.ui.personal_data.personal_data_page import PersonalDataPage
    from desktop_app.ui.presenters.access_presenter import AccessPresenter
    from desktop_app.ui.presenters.audit_presenter import AuditPresenter
    from desktop_app.ui.presenters.ledger_presenter import LedgerPresenter
    from desktop_app.ui.presenters.personal_data_presenter import PersonalDataPresenter
    from desktop_app.ui.presenters.retention_presenter import RetentionPresenter


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the rail."""

    name: str
    title: str
    icon: str


def sections() -> tuple[Section, ...]:
    """List the sections in the order of the rail; Alt with the place opens one."""
    return (
        Section("inbox", QCoreApplication.translate("Sections", "Kotak masuk"), "inbox"),
        Section("sync", QCoreApplication.translate("Sections", "Sinkron"), "arrow-up-down"),
    )


@dataclass(frozen=True, slots=True)
class Pages:
    """What can be made before anybody has signed in, while a password is typed."""

    frame: Frame
    case: CasePage
    inbox: InboxScreen
    sync: SyncPage


def build_pages(theme: Theme, stack: QStackedWidget) -> Generator[None, None, Pages]:
    """Make the frame and the pages that know nobody yet, in their place in the window.

    Each change of parent styles all that hangs on it again, which should be done by then. Yields
    between the pages, so that keys are heard.
    """
    frame = Frame(theme)
    stack.addWidget(frame)
    yield
    case = CasePage(theme)
    yield
    inbox = InboxScreen(theme, model=CaseListModel(parent=frame), page=case)
    yield
    sync = SyncPage(theme)
    yield
    widgets = {"inbox": inbox, "sync": sync}
    for section in sections():
        widget = widgets[section.name]
        frame.add_section(section.name, section.title, icon=section.icon, widget=widget)
        yield
    return Pages(frame, case, inbox, sync)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that stand as soon as somebody has signed in."""

    frame: Frame
    inbox_screen: InboxScreen
    sync_page: SyncPage
    attention: AttentionPresenter
    case: CasePresenter
    connection: ConnectionPresenter
    courier: CourierPresenter
    gate: Gate
    inbox: InboxPresenter
    letters: LetterPresenter
    receipts: ReceiptPresenter
    rounds: RoundRunner
    sync: SyncPresenter
    trail: TrailWatch
    typing: TextKeeper
    unkept: Unkept
    waiting: WaitingPresenter


def build_parts(
    window: QWidget, theme: Theme, desk: OpenDesk, *, pages: Pages, lanes: Lanes, lookups: Lookups
) -> Parts:
    """Make what stands behind the pages; all of it lives as long as the frame."""
    context = desk.context
    frame = pages.frame
    owner = QObject(frame)
    unkept = Unkept()
    pages.inbox.model.write_with(row_writer(context).write)
    frame.set_office(context.office.name)
    gate = Gate(context, owner)
    gate.keep(frame.new_case_button, Right.REGISTER)
    gate.keep(pages.sync.waiting.export_button, Right.KEEP_IN_STEP)
    rounds = RoundRunner(desk, lanes, owner)
    attention = AttentionPresenter(pages.sync.attention, context, lanes, lookups=lookups)
    waiting = WaitingPresenter(pages.sync, context, lanes, lookups=lookups)
    return Parts(
        frame=frame,
        inbox_screen=pages.inbox,
        sync_page=pages.sync,
        attention=attention,
        case=CasePresenter(pages.case, context, lanes, lookups=lookups),
        connection=ConnectionPresenter(pages.sync.connection, desk, lanes),
        courier=CourierPresenter(pages.sync.courier, desk, lanes),
        gate=gate,
        inbox=InboxPresenter(pages.inbox, context, lanes),
        letters=LetterPresenter(owner, window, theme, context=context, lanes=lanes, unkept=unkept),
        receipts=ReceiptPresenter(owner, window, theme, context=context, lanes=lanes),
        rounds=rounds,
        sync=SyncPresenter(
            pages.sync, rounds, context, lookups=lookups, attention=attention, waiting=waiting
        ),
        trail=TrailWatch(context, lanes, owner),
        typing=TextKeeper(context, lanes, unkept=unkept, parent=owner),
        unkept=unkept,
        waiting=waiting,
    )


@dataclass(frozen=True, slots=True)
class Intake:
    """The form and what is behind it, made once the list stands or when it is asked for."""

    screen: IntakeScreen
    presenter: IntakePresenter


def build_intake(
    frame: Frame,
    theme: Theme,
    context: DeskContext,
    *,
    lanes: Lanes,
    lookups: Lookups,
    unkept: Unkept,
) -> Intake:
    """Make the form and put it into the frame."""
    screen = IntakeScreen(theme, today=context.today, region_code=context.office.region_code)
    frame.add_page("intake", screen)
    presenter = IntakePresenter(
        screen, context, lanes=lanes, lookups=lookups, unkept=unkept, parent=frame
    )
    return Intake(screen, presenter)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The book of letter numbers, made when it is first asked for."""

    page: LedgerPage
    presenter: LedgerPresenter


def build_ledger(frame: Frame, theme: Theme, context: DeskContext, *, lanes: Lanes) -> Ledger:
    """Make the page and put it into the frame."""
    # Looked at a few times a year, so its modules load then.
    from desktop_app.ui.letters.ledger_page import LedgerPage
    from desktop_app.ui.presenters.ledger_presenter import LedgerPresenter

    page = LedgerPage(theme)
    frame.add_page("ledger", page)
    return Ledger(page, LedgerPresenter(page, context, lanes))


def build_rights_page(frame: Frame, theme: Theme) -> RightsPage:
    """Make the page of who may do what and put it into the frame."""
    # Looked at a few times a year, so its modules load then.
    from desktop_app.ui.access.rights_page import RightsPage

    page = RightsPage(theme)
    frame.add_page("rights", page)
    return page


@dataclass(frozen=True, slots=True)
class Access:
    """The page of who signs in here, made when it is first asked for."""

    page: AccessPage
    presenter: AccessPresenter


def build_access(
    frame: Frame, window: QWidget, theme: Theme, *, context: DeskContext, lanes: Lanes
) -> Access:
    """Make the page and put it into the frame."""
    # Looked at a few times a year, so its modules load then.
    from desktop_app.ui.access.access_page import AccessPage
    from desktop_app.ui.presenters.access_presenter import AccessPresenter

    page = AccessPage(theme)
    frame.add_page("access", page)
    return Access(page, AccessPresenter(page, window, theme, context=context, lanes=lanes))


@dataclass(frozen=True, slots=True)
class PersonalData:
    """The page of personal data, made when it is first asked for."""

    page: PersonalDataPage
    presenter: PersonalDataPresenter
    retention: RetentionPresenter


def build_personal_data(
    frame: Frame, window: QWidget, theme: Theme, *, context: DeskContext, lanes: Lanes
) -> PersonalData:
    """Make the page and put it into the frame."""
    # Looked at a few times a year, so its modules load then.
    from desktop_app.ui.personal_data.personal_data_page import PersonalDataPage
    from desktop_app.ui.presenters.personal_data_presenter import PersonalDataPresenter
    from desktop_app.ui.presenters.retention_presenter import RetentionPresenter

    page = PersonalDataPage(theme)
    frame.add_page("personal_data", page)
    presenter = PersonalDataPresenter(page, window, theme, context=context, lanes=lanes)
    retention = RetentionPresenter(page.retention, context, lanes)
    return PersonalData(page, presenter, retention)


@dataclass(frozen=True, slots=True)
class Audit:
    """The page of the audit trail, made when it is first asked for."""

    page: AuditPage
    presenter: AuditPresenter


def build_audit(
    frame: Frame, theme: Theme, context: DeskContext, *, lanes: Lanes, watch: TrailWatch
) -> Audit:
    """Make the page and put it into the frame."""
    # Looked at a few times a year, so its modules load then.
    from desktop_app.ui.audit.audit_page import AuditPage
    from desktop_app.ui.presenters.audit_presenter import AuditPresenter

    page = AuditPage(theme, today=context.today)
    frame.add_page("audit", page)
    return Audit(page, AuditPresenter(page, context, lanes, watch=watch))
