"""Every command of the window against every role: shut with its reason where the service refuses.

The service is asked at a desk of its own, so that the window cannot agree with itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.people import OfficeKind, Person, Role
from desktop_app.domain.permissions import Right
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand
from desktop_app.services.keep_draft import kept_draft
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.void_case import VoidCase, void_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.action_table import ActionSpec, Place, action_specs, shortcut_card
from desktop_app.ui.case.case_sheet import CaseSheet
from desktop_app.ui.case.writing_panel import WritingPanel
from desktop_app.ui.controls.plain_table import PlainTable
from desktop_app.ui.controls.toast import Toast
from desktop_app.ui.inbox.case_list import CaseList
from desktop_app.ui.inbox.inbox_screen import InboxScreen
from desktop_app.ui.intake.intake_screen import IntakeScreen
from desktop_app.ui.shell.doors import RoundEnd
from desktop_app.ui.sync.item_card import ItemCard
from desktop_app.ui.theme.theme import Theme
from desktop_app.ui.top_bar import TopBar
from desktop_app.ui.words.troubles import trouble_words
from tests.builders import a_notice
from tests.desk import Desk, a_desk
from tests.services.guarded import Call
from tests.services.people import a_signer
from tests.services.refusing import overrule, refuse_last_save
from tests.services.use_cases import GUARDED
from tests.ui.inbox.stage import an_inbox
from tests.ui.office import Office, Outside, an_office

# What each command asks of the services.
CARRIED_OUT: dict[str, str] = {
    "new_case": "register_case.register_case",
    "search": "list_cases.case_keys",
    "verify": "move_case.move_case",
    "assign": "move_case.move_case (assign)",
    "follow_up": "move_case.move_case (follow up)",
    "close": "move_case.move_case (close)",
    "note": "write_entry.write_entry",
    "reply": "write_entry.write_entry (reply)",
    "reveal": "privacy.reveal_identity.reveal_identity",
    "correct_identity": "personal_data.correct_reporter.correct_reporter",
    "letter": "letters.issue_letter.issue_letter",
    "print": "print_receipt.receipt_pdf",
    "void_case": "void_case.void_case",
    "save_and_print": "register_case.register_case",
    "save": "register_case.register_case",
    "keep_mine": "sync_centre.restore_value.restore_value",
    "send_again": "sync_centre.refused_work.send_again",
    "void_again": "void_case.void_again",
    "export_unsent": "sync_centre.export_unsent.unsent_work",
}


# These go through a door of the window, which `tests/e2e` proves to ask the same.
THROUGH_DOORS = {"write_bundle", "carry_bundle", "take_answer"}
OPEN_TO_ALL = {
    "undo",  # what it takes back was theirs, and the use case asks again
    "sync_now",
    "help",
    "back",
    "lock",
    "switch",
    "sign_out",
    "next",
    "previous",
    "next_item",
    "previous_item",
    "leave",
    "open_item",
    "test_connection",
}
CARDS = {"keep_mine", "send_again", "void_again"}
# A button that stands for a command, by its name, where one does.
BUTTONS = {
    "new_case": "new_case",
    "note": "write_note",
    "reply": "write_reply",
    "letter": "make_letter",
    "send_again": "send_again",
    "void_again": "void_again",
    "keep_mine": "keep_mine",
    "export_unsent": "export_unsent",
    "write_bundle": "write_bundle",
    "carry_bundle": "carry_bundle",
    "take_answer": "take_answer",
}
STAYS_OPEN = {"letter", "print", "export_unsent", *THROUGH_DOORS}  # not pressed where allowed
CASE_OF = {
    "verify": "to_verify",
    "assign": "verified",
    "follow_up": "verified",
    "close": "followed_up",
}
KIND_OF = {Role.REGENCY_ADMIN: OfficeKind.REGENCY, Role.PARTNER: OfficeKind.PARTNER}


def as_role(desk: Desk, role: Role) -> DeskContext:
    """Somebody of this role alone, at a kind of office that has it."""
    kind = KIND_OF.get(role, OfficeKind.DISTRICT)
    return replace(desk.with_roles(role), office=replace(desk.context.office, kind=kind))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk whose services are asked."""
    with a_desk(tmp_path_factory.mktemp("asked"), signer=a_signer()) as made:
        yield made


def service_refuses(name: str, asked: Desk, role: Role) -> bool:
    """Ask the use case behind a command for somebody who has this role alone."""
    if name in THROUGH_DOORS:
        call: Call = partial(demand, Right.KEEP_IN_STEP)
    else:
        call = GUARDED[CARRIED_OUT[name]].ready(asked)
    try:
        call(as_role(asked, role))
    except ExpectedError as error:
        return error.trouble in {Trouble.NOT_ALLOWED, Trouble.MOVE_REFUSED}
    return False


def a_desk_with_everything(desk: Desk) -> dict[str, UUID]:
    """Fill a desk with a case for each command and a matter for each card."""
    names = ("received", "to_verify", "verified", "followed_up", "mistaken")
    cases = {name: desk.registered(title=f"Kasus {name}").case.uid for name in names}
    move_case(MoveCase(cases["verified"], MoveName.VERIFY), desk.context)
    for move in (MoveName.VERIFY, MoveName.FOLLOW_UP):
        move_case(MoveCase(cases["followed_up"], move, "Sudah."), desk.context)
    write_entry(WriteEntry(cases["received"], EntryKind.NOTE, "Ditolak."), desk.context)
    refuse_last_save(desk, cases["received"])
    void_case(VoidCase(cases["mistaken"], "Salah catat."), desk.context)
    refuse_last_save(desk, cases["mistaken"], "EDITED_SINCE")
    overrule(desk, cases["received"])
    with desk.context.open_work() as work:
        work.notices.add(a_notice())
        work.commit()
    return cases


class Hand:
    """Presses commands and listens to what is said instead."""

    def __init__(self, qtbot: QtBot, office: Office, cases: dict[str, UUID]) -> None:
        self._qtbot = qtbot
        self._office = office
        self._cases = cases
        self._owners = {
            Place.EVERYWHERE: office.frame,
            Place.QUEUE: office.find(InboxScreen),
            Place.SYNC: office.page,
        }

    def go_to_case_of(self, name: str) -> None:
        uid = self._cases[CASE_OF.get(name, "received")]
        self._office.find(CaseList).choose(uid)
        sheet = self._office.find(CaseSheet)
        self._qtbot.waitUntil(lambda: sheet.case_uid() == uid)

    def go_to_card_of(self, name: str) -> None:
        self._qtbot.waitUntil(lambda: self._card_with(name) is not None)
        card = self._card_with(name)
        assert card is not None
        card.setFocus()

    def refusal_of(self, spec: ActionSpec) -> str:
        """Press a command; return the reason that is said, empty where something is done."""
        office = self._office
        toast, banner = office.find(Toast), office.find(QFrame, "refusal")
        toast.hide()
        banner.hide()
        before = outbox_of(office.context)
        (action,) = [
            one for one in self._owners[spec.place].actions() if one.objectName() == spec.name
        ]
        action.trigger()
        said = "".join(office.words(part) for part in (toast, banner) if part.isVisible())
        assert not said or outbox_of(office.context) == before
        return said

    def button(self, name: str) -> QPushButton | None:
        """The button that stands for a command, on its page or card."""
        if name not in BUTTONS:
            return None
        card = self._card_with(name)
        return (card or self._office.window).findChild(QPushButton, BUTTONS[name])

    def _card_with(self, name: str) -> ItemCard | None:
        cards = self._office.window.findChildren(ItemCard)
        return next((card for card in cards if card.findChild(QPushButton, name)), None)


def outbox_of(context: DeskContext) -> tuple[int, int]:
    with context.open_read() as work:
        return work.outbox.newest_waiting(), work.outbox.count_rejected()


@contextmanager
def at_work(
    qtbot: QtBot, theme: Theme, desk: Desk, context: DeskContext
) -> Iterator[tuple[Office, Outside]]:
    outside = Outside()
    with an_office(qtbot, theme, replace(desk, context=context), outside) as made:
        yield made, outside


def test_every_command_of_the_table_is_walked() -> None:
    walked = {*CARRIED_OUT, *THROUGH_DOORS}
    assert walked | OPEN_TO_ALL == {spec.name for spec in action_specs()}
    assert {spec.name for spec in action_specs() if spec.right is not None} <= walked


@pytest.mark.parametrize("role", Role)
def test_a_command_says_why_exactly_where_its_service_refuses(
    qtbot: QtBot, theme: Theme, desk: Desk, asked: Desk, role: Role
) -> None:
    cases = a_desk_with_everything(desk)
    specs = [spec for spec in action_specs() if spec.name not in OPEN_TO_ALL]
    refused = {spec.name: service_refuses(spec.name, asked, role) for spec in specs}
    with at_work(qtbot, theme, desk, as_role(desk, role)) as (office, _outside):
        hand = Hand(qtbot, office, cases)
        for place in (Place.EVERYWHERE, Place.QUEUE, Place.SYNC):
            if place is Place.SYNC:
                office.open_sync()
            for spec in (one for one in specs if one.place is place):
                if place is Place.QUEUE:
                    hand.go_to_case_of(spec.name)
                elif spec.name in CARDS:
                    hand.go_to_card_of(spec.name)
                button = hand.button(spec.name)
                if button is not None:
                    assert button.isEnabled() != refused[spec.name], spec.name
                    if refused[spec.name]:
                        assert button.toolTip() == button.accessibleDescription() != ""
                if refused[spec.name] or (place is Place.QUEUE and spec.name not in STAYS_OPEN):
                    assert bool(hand.refusal_of(spec)) == refused[spec.name], spec.name
            if place is Place.EVERYWHERE:
                # The form is only ever seen by who may save it.
                form = office.window.findChild(IntakeScreen)
                assert form is None or form.isVisible() != refused["save"]
                office.frame.show_section("inbox")


def test_the_card_of_keys_leaves_out_what_somebody_may_not() -> None:
    def names(*rights: Right) -> str:
        return " ".join(words for group in shortcut_card(held=rights) for _, words in group.lines)

    assert "Verifikasi" in names(Right.VERIFY)
    assert "Verifikasi" not in names(Right.READ)
    assert "Sinkronkan sekarang" in names()


def test_who_has_no_role_reads_nothing_and_is_told_so(
    qtbot: QtBot, theme: Theme, desk: Desk
) -> None:
    desk.registered(title="Tidak untuk semua")
    with an_inbox(theme, desk.with_roles(), desk.lookups) as stage:
        stage.screen.show()
        stage.inbox.refresh()
        qtbot.waitUntil(lambda: bool(stage.heard.of("trouble")))
        (error,) = stage.heard.of("trouble")[0]
        assert isinstance(error, ExpectedError)
        assert "belum memegang peran" in trouble_words(error)
        assert stage.shown() is None


class ChangingRoles:
    """What rounds tell of the person's roles."""

    def __init__(self, *roles: Role) -> None:
        self.roles = frozenset(roles)

    def __call__(self, _person: Person) -> frozenset[Role]:
        return self.roles


def test_a_role_taken_away_shuts_what_is_open_and_keeps_what_was_typed(
    qtbot: QtBot, theme: Theme, desk: Desk
) -> None:
    cases = a_desk_with_everything(desk)
    changing = ChangingRoles(Role.CLERK, Role.VERIFIER)
    context = replace(desk.context, roles_now=changing)
    with at_work(qtbot, theme, desk, context) as (office, outside):
        hand = Hand(qtbot, office, cases)

        def round_tells(*roles: Role) -> None:
            changing.roles = frozenset(roles)
            outside.ends.append(RoundEnd(roles_changed=True))
            next(one for one in office.frame.actions() if one.objectName() == "sync_now").trigger()

        hand.go_to_case_of("note")
        office.find(QPushButton, "write_reply").click()
        panel = office.find(WritingPanel)
        text = panel.findChild(QPlainTextEdit)
        text.setPlainText("Belum selesai saya tulis")
        round_tells(Role.MONITOR)

        submit = office.find(QPushButton, "submit")
        qtbot.waitUntil(lambda: not submit.isEnabled())
        assert "Balas pelapor" in office.words(panel)
        assert "tetap ada" in office.words(panel)
        assert text.toPlainText() == "Belum selesai saya tulis"
        new_case = office.find(QPushButton, "new_case")
        assert not new_case.isEnabled()
        assert "petugas loket" in new_case.accessibleDescription()
        assert office.find(QPushButton, "person").accessibleDescription() == "Pemantau"

        round_tells(Role.VERIFIER)
        qtbot.waitUntil(submit.isEnabled)
        assert text.toPlainText() == "Belum selesai saya tulis"
        assert new_case.isEnabled()
        assert not office.find(QFrame, "panel_error").isVisible()


def test_a_form_begun_before_the_role_was_taken_away_is_kept_as_a_draft(
    qtbot: QtBot, theme: Theme, desk: Desk
) -> None:
    changing = ChangingRoles(Role.CLERK)
    desk.registered()
    context = replace(desk.context, roles_now=changing)
    with at_work(qtbot, theme, desk, context) as (office, outside):
        office.find(QPushButton, "new_case").click()
        words = next(
            field
            for field in office.find(IntakeScreen).findChildren(QPlainTextEdit)
            if field.isVisible()
        )
        words.setPlainText("Diketik sebelum peran berubah")
        changing.roles = frozenset({Role.EXECUTOR})
        outside.ends.append(RoundEnd(roles_changed=True))
        action = next(one for one in office.frame.actions() if one.objectName() == "sync_now")
        action.trigger()

        save = office.find(QPushButton, "save_button")
        qtbot.waitUntil(lambda: not save.isEnabled())
        office.see("Yang sudah diketik tersimpan sebagai draf Anda.")
        assert words.toPlainText() == "Diketik sebelum peran berubah"

        def is_kept() -> bool:
            kept = kept_draft(context)
            return kept is not None and "sebelum peran" in str(kept.draft)

        qtbot.waitUntil(is_kept)


def test_the_menu_and_the_page_say_as_what_somebody_is_signed_in(
    qtbot: QtBot, theme: Theme, desk: Desk
) -> None:
    desk.registered()
    context = desk.with_roles(Role.CLERK, Role.VERIFIER)
    with at_work(qtbot, theme, desk, context) as (office, _outside):
        menu = office.find(TopBar).person_menu
        entries = {one.objectName(): one for one in menu.actions()}
        assert entries["signed_in_as"].text() == (
            f"Masuk sebagai {context.person.name} · Petugas loket, verifikator"
        )
        entries["rights"].trigger()
        table = office.find(PlainTable, "rights_table")
        assert table.hasFocus()
        rows = {row[0]: row[1:] for row in table.words()}
        assert len(rows) == len(Right)
        assert rows["Menjawab di loket dan mencatat kabar pelapor"] == (
            "ya",
            "Petugas loket, verifikator",
            "kantor yang menerima laporan, atau kabupaten",
        )
        assert rows["Mengurus kantor, petugas, dan kategori se-kabupaten"][0] == "tidak"
        office.key(Qt.Key.Key_Escape)
        assert office.frame.current_section() == "inbox"
