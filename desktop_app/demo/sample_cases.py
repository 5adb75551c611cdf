"""Fills a new demo desk with invented cases, through the same use cases as a clerk."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from desktop_app import bundled
from desktop_app.domain.cases import CaseText, Channel, Classification
from desktop_app.domain.drafts import IntakeDraft
from desktop_app.domain.workflow import MoveName
from desktop_app.services.context import DeskContext
from desktop_app.services.lookups import read_lookups
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.register_case import RegisterCase, register_case

_OPENING = timedelta(hours=8, minutes=10)
_BETWEEN_CASES = timedelta(minutes=17)
_BETWEEN_STEPS = timedelta(minutes=75)


class SteppedClock:
    """Shows the time it was last set to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def fill_with_samples(context: DeskContext) -> int:
    """Register every sample on its day and take its steps; return how many there are."""
    end = context.clock()
    clock = SteppedClock(end)
    stepped = replace(context, clock=clock)
    offices = {office.code: office.uid for office in read_lookups(context).offices}
    samples = json.loads(bundled.read_text("demo", "cases.json"))
    for place, sample in enumerate(samples):
        opening = _midnight(end - timedelta(days=sample["days_ago"]), context) + _OPENING
        clock.now = min(end, opening + _BETWEEN_CASES * (place % 5))
        saved = register_case(RegisterCase(_draft(sample, stepped), date_confirmed=True), stepped)
        for step in sample["steps"]:
            clock.now = min(end, clock.now + _BETWEEN_STEPS)
            move_case(
                MoveCase(
                    saved.case.uid,
                    MoveName(step["move"]),
                    text=step["text"],
                    to_office_uid=offices.get(step["office"]),
                ),
                stepped,
            )
    return len(samples)


def _midnight(moment: datetime, context: DeskContext) -> datetime:
    return context.local(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def _draft(sample: Mapping[str, Any], context: DeskContext) -> IntakeDraft:
    return IntakeDraft(
        uid=context.new_uid(),
        channel=Channel(sample["channel"]),
        reporter_name=sample["name"],
        reporter_phone=sample["phone"],
        anonymous=sample["anonymous"],
        confidential=sample["confidential"],
        text=CaseText(
            title=sample["title"],
            words=sample["words"],
            classification=Classification(sample["classification"]),
            category=sample["category"],
            village_code=sample["village"],
            place=sample["place"],
        ),
        answer=sample["answer"],
    )
