"""A desk whose power fails at the worst moment: all is written, nothing is committed."""

from __future__ import annotations

from dataclasses import replace
from types import TracebackType
from typing import Any, Self, cast

from desktop_app.domain.ports import UnitOfWork
from desktop_app.services.context import DeskContext


class PowerCutError(Exception):
    """The machine went dark."""


class _CutOff:
    """Works like the real transaction it holds, until it should become durable."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def __enter__(self) -> Self:
        self._work.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._work.__exit__(kind, error, trace)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def commit(self) -> None:
        raise PowerCutError


def cut_off(work: UnitOfWork) -> UnitOfWork:
    """A transaction that gets as far as its commit."""
    return cast("UnitOfWork", _CutOff(work))


def about_to_lose_power(context: DeskContext) -> DeskContext:
    """The same desk, of which nothing that follows will be saved."""
    return replace(context, open_work=lambda: cut_off(context.open_work()))
