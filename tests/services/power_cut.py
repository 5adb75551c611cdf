"""A desk whose power fails at the worst moment: all is written, nothing is committed."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.domain.ports import OpenWork, UnitOfWork
from desktop_app.services.context import DeskContext
from tests.commits import committing


class PowerCutError(Exception):
    """The machine went dark."""


def _goes_dark(_: UnitOfWork) -> None:
    raise PowerCutError


def cut_off(open_work: OpenWork) -> OpenWork:
    """Return what opens transactions that get as far as their commit."""
    return committing(open_work, _goes_dark)


def about_to_lose_power(context: DeskContext) -> DeskContext:
    """The same desk, of which nothing that follows will be saved."""
    return replace(context, open_work=cut_off(context.open_work))
