"""Joins the keys of the table of commands to what the parts of a session do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from desktop_app.ui.action_table import Place, action_specs
from desktop_app.ui.actions import build_actions
from desktop_app.ui.shell.gate import Gate
from desktop_app.ui.sync.sync_page import SyncTab
from desktop_app.ui.theme.theme import Theme

if TYPE_CHECKING:
    from desktop_app.ui.shell.session import Session
    from desktop_app.ui.shell.workspace import Parts


def build_commands(session: Session, parts: Parts, theme: Theme) -> None:
    """Make the commands of every place but the form, which has its own.

    Those about a case say by themselves who may, for that very case.
    """
    build_actions(
        parts.frame,
        theme,
        place=Place.EVERYWHERE,
        handlers=_guarded(
            parts.gate,
            {
                "new_case": session.new_case,
                "search": parts.frame.focus_search,
                "undo": session.undo,
                "sync_now": parts.rounds.now,
                "help": session.show_keys,
                "back": session.back,
                "lock": session.lock_wanted.emit,
                "switch": session.switch_wanted.emit,
                "sign_out": session.sign_out_wanted.emit,
            },
        ),
    )
    build_actions(
        parts.inbox_screen,
        theme,
        place=Place.QUEUE,
        handlers={
            "next": parts.inbox_screen.next,
            "previous": parts.inbox_screen.previous,
            "verify": parts.case.verify,
            "assign": parts.case.assign,
            "note": parts.case.note,
            "reveal": parts.case.reveal,
            "correct_identity": parts.case.correct_identity,
            "reply": parts.case.reply,
            "follow_up": parts.case.follow_up,
            "close": parts.case.close,
            "letter": parts.case.letter,
            "print": parts.case.receipt,
            "void_case": parts.case.void,
        },
    )
    _build_for_sync(parts, theme)


def _build_for_sync(parts: Parts, theme: Theme) -> None:
    page, courier = parts.sync_page, parts.sync_page.courier
    cards = ("keep_mine", "leave", "send_again", "void_again", "open_item")

    def open_and(tab: SyncTab, then: Callable[[], None]) -> None:
        page.open_tab(tab)
        then()

    build_actions(
        page,
        theme,
        place=Place.SYNC,
        handlers=_guarded(
            parts.gate,
            {
                "next_item": partial(page.step, 1),
                "previous_item": partial(page.step, -1),
                **{name: partial(page.attention.perform, name) for name in cards},
                "export_unsent": parts.waiting.ask_for_export,
                "test_connection": partial(open_and, SyncTab.CONNECTION, parts.connection.test),
                "write_bundle": partial(
                    open_and, SyncTab.COURIER, parts.courier.ask_where_to_write
                ),
                "carry_bundle": partial(open_and, SyncTab.COURIER, courier.ask_what_to_carry),
                "take_answer": partial(open_and, SyncTab.COURIER, courier.ask_what_to_take),
            },
        ),
    )


def _guarded(
    gate: Gate, handlers: Mapping[str, Callable[[], None]]
) -> dict[str, Callable[[], None]]:
    rights = {spec.name: spec.right for spec in action_specs()}
    return {name: gate.guard(rights[name], handler) for name, handler in handlers.items()}
