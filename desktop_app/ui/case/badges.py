"""How a status and the marks of a case look: icon, word and tone together."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.domain import terms
from desktop_app.domain.cases import Case, Status
from desktop_app.ui.controls.status_badge import Badge
from desktop_app.ui.theme.colours import Tone

_LOOKS = {
    Status.RECEIVED: ("circle-dot", Tone.INFO),
    Status.VERIFIED: ("check-check", Tone.ACCENT),
    Status.ASSIGNED: ("send", Tone.ACCENT),
    Status.IN_PROGRESS: ("play", Tone.ACCENT),
    Status.FOLLOWED_UP: ("footprints", Tone.GOOD),
    Status.CLOSED: ("circle-check", Tone.GOOD),
    Status.AWAITING_REPORTER: ("hourglass", Tone.WARNING),
    Status.POSTPONED: ("pause", Tone.WARNING),
    Status.NOT_OUR_AUTHORITY: ("ban", Tone.NEUTRAL),
    Status.ARCHIVED: ("archive", Tone.NEUTRAL),
    Status.MERGED: ("merge", Tone.NEUTRAL),
    Status.UNDER_REVIEW: ("corner-up-left", Tone.WARNING),
}


def status_badge(status: Status) -> Badge:
    """The badge of a status, the same in the list and on the page."""
    icon, tone = _LOOKS[status]
    return Badge(icon, terms.STATUS[status], tone)


def case_badges(case: Case) -> list[Badge]:
    """The badges of one case: its status, then what must be kept in mind about it."""
    badges = [status_badge(case.status)]
    if case.confidential:
        word = QCoreApplication.translate("CaseBadges", "Rahasia")
        badges.append(Badge("lock", word, Tone.NEUTRAL))
    if case.anonymous:
        word = QCoreApplication.translate("CaseBadges", "Anonim")
        badges.append(Badge("eye-off", word, Tone.NEUTRAL))
    return badges
