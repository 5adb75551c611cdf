"""The same desk on a day when its clock says something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.desk import TestClock
from tests.sync.enrolled import EnrolledDesk


def days_later(desk: EnrolledDesk, days: int) -> EnrolledDesk:
    """Let the desk's clock stand so many days later, or earlier."""
    clock = TestClock(desk.context.clock() + timedelta(days=days))
    return replace(desk, context=replace(desk.context, clock=clock))
