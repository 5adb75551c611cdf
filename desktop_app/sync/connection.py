"""Tries the connection to the server step by step, for a person who wants to know what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import Clock
from desktop_app.sync.enrolment import reach

if TYPE_CHECKING:
    from desktop_app.sync.transport import Transport


class Step(Enum):
    """What is tried, one after the other.

    REACH: somebody answers at the address. SPEAK: it is a server of this program, and both speak
    one version. KNOW: it is the server this desk belongs to. SIGN_IN: it knows this desk. CLOCK:
    how far this PC's clock is ahead of the server's (fact `seconds`).
    """

    REACH = "reach"
    SPEAK = "speak"
    KNOW = "know"
    SIGN_IN = "sign_in"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Tried:
    """One step as it turned out; `trouble` is None where all is well."""

    step: Step
    trouble: ExpectedError | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


_NOT_REACHED = frozenset({Trouble.SERVER_UNREACHABLE, Trouble.SERVER_BUSY, Trouble.PROBLEMS})


def try_connection(
    server_url: str, identity: DeviceIdentity, *, transport: Transport, clock: Clock
) -> Iterator[Tried]:
    """Try the steps in their order, each when it is asked for; the first that fails is the last."""
    from desktop_app.sync.server import CentralServer

    asked_at = clock()
    try:
        reached = reach(server_url, authority=identity.server_authority)
    except ExpectedError as error:
        if error.trouble not in _NOT_REACHED:
            yield Tried(Step.REACH)
            yield Tried(Step.SPEAK, error)
        else:
            yield Tried(Step.REACH, error)
        return
    half_way = asked_at + (clock() - asked_at) / 2
    yield Tried(Step.REACH)
    yield Tried(Step.SPEAK)
    if reached.server_id != identity.server_id:
        yield Tried(Step.KNOW, ExpectedError(Trouble.SERVER_REFUSED, facts={"code": "SERVER_ID"}))
        return
    yield Tried(Step.KNOW)
    try:
        CentralServer(transport, identity).sign_in()
    except ExpectedError as error:
        yield Tried(Step.SIGN_IN, error)
        return
    yield Tried(Step.SIGN_IN)
    ahead = (half_way - reached.server_time).total_seconds()
    yield Tried(Step.CLOCK, facts={"seconds": f"{ahead:.0f}"})
