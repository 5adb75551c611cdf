"""The sections of one signed-in person, made together and taken down together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from desktop_app.services.lookups import Lookups
from desktop_app.ui.case.case_page import CasePage
from desktop_app.ui.frame import Frame
from desktop_app.ui.inbox.inbox_screen import InboxScreen
from desktop_app.ui.intake.intake_screen import IntakeScreen
from desktop_app.ui.presenters.attention_presenter import AttentionPresenter
from desktop_app.ui.presenters.case_presenter import CasePresenter
from desktop_app.ui.presenters.inbox_presenter import InboxPresenter, inbox_model
from desktop_app.ui.presenters.intake_presenter import IntakePresenter
from desktop_app.ui.presenters.letter_presenter import LetterPresenter
from desktop_app.ui.presenters.receipt_presenter import ReceiptPresenter
from desktop_app.ui.shell.doors import OpenDesk
from desktop_app.ui.sync.attention_page import AttentionPage
from desktop_app.ui.sync.round_runner import RoundRunner
from desktop_app.ui.tasks import Lanes
from desktop_app.ui.theme.theme import Theme


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
class Parts:
    """Every part that `wiring` joins."""

    frame: Frame
    attention_page: AttentionPage
    inbox_screen: InboxScreen
    intake_screen: IntakeScreen
    attention: AttentionPresenter
    case: CasePresenter
    inbox: InboxPresenter
    intake: IntakePresenter
    letters: LetterPresenter
    receipts: ReceiptPresenter
    rounds: RoundRunner


def build_parts(
    window: QWidget, theme: Theme, desk: OpenDesk, *, lanes: Lanes, lookups: Lookups
) -> Parts:
    """Make the frame with its sections and everything behind them; all live as long as it."""
    context = desk.context
    frame = Frame(theme)
    owner = QObject(frame)
    case_page, attention_page = CasePage(theme), AttentionPage(theme)
    inbox_screen = InboxScreen(theme, model=inbox_model(context, owner), page=case_page)
    intake_screen = IntakeScreen(theme, today=context.today, region_code=context.office.region_code)
    pages = {"inbox": inbox_screen, "sync": attention_page}
    for section in sections():
        widget = pages[section.name]
        frame.add_section(section.name, section.title, icon=section.icon, widget=widget)
    frame.add_page("intake", intake_screen)
    frame.set_office(context.office.name)
    frame.set_person(context.person.name)
    return Parts(
        frame=frame,
        attention_page=attention_page,
        inbox_screen=inbox_screen,
        intake_screen=intake_screen,
        attention=AttentionPresenter(attention_page, context, lanes, owner),
        case=CasePresenter(case_page, context, lanes, lookups=lookups),
        inbox=InboxPresenter(inbox_screen, context, lanes),
        intake=IntakePresenter(intake_screen, context, lanes=lanes, lookups=lookups, parent=owner),
        letters=LetterPresenter(window, theme, context, lanes),
        receipts=ReceiptPresenter(window, theme, context, lanes),
        rounds=RoundRunner(desk, lanes, owner),
    )
