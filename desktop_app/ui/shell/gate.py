"""Keeps shut what the person at work may not do, and says why to whoever tries."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.permissions import Right, rights_of
from desktop_app.services.context import DeskContext
from desktop_app.ui.controls.button import Button
from desktop_app.ui.words.rights import refusal_of


class Gate(QObject):
    """Asks the table of rights anew each time: what somebody may do can change while they work."""

    refused = Signal(str)

    def __init__(self, context: DeskContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._buttons: list[tuple[Button, Right]] = []

    def held(self) -> frozenset[Right]:
        """Return what the person at work may do here."""
        actor = self._context.actor
        return rights_of(actor.roles, actor.office_kind)

    def refusal(self, right: Right) -> str:
        """Say why the person may not; empty where they may."""
        return refusal_of(right, self._context.actor)

    def guard(self, right: Right | None, handler: Callable[[], None]) -> Callable[[], None]:
        """Wrap what a command does: whoever may not is told why instead."""
        if right is None:
            return handler

        def ask_first() -> None:
            reason = self.refusal(right)
            if reason:
                self.refused.emit(reason)
            else:
                handler()

        return ask_first

    def keep(self, button: Button, right: Right) -> None:
        """Shut a button to whoever has not the right, from now on."""
        self._buttons.append((button, right))
        button.shut(self.refusal(right))

    def weigh(self) -> None:
        """Look again: the person may do other things now."""
        for button, right in self._buttons:
            button.shut(self.refusal(right))
