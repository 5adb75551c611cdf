"""Open this PC without a password, by the account of the system that somebody uses."""

from __future__ import annotations

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.context import DeskContext


def turn_keyring_on(password: str, context: DeskContext) -> None:
    """Let the account in use open this PC for whoever is signed in, and for nobody else.

    Whoever uses that account gets in as this person, so a PC left open is not enough: `password`
    is asked for again. Raises PROBLEMS (field `password`) and WRONG_PASSWORD, and nothing has
    changed; KEYRING_MISSING, KEYRING_REFUSED and what writing a file may meet, and nothing has
    changed but the trail, where the wish stands.
    """
    if not password:
        problem = Problem("password", ProblemCode.REQUIRED)
        raise ExpectedError(Trouble.PROBLEMS, problems=(problem,))
    if not context.keys.is_password(context.person.uid, password):
        raise ExpectedError(Trouble.WRONG_PASSWORD)
    note_alone(AuditKind.SETTINGS_CHANGED, context, facts={"what": "keyring", "to": "on"})
    context.keys.open_by_keyring(context.person.uid, context.person.name)


def turn_keyring_off(context: DeskContext) -> None:
    """Ask for the password again.

    Raises KEYRING_REFUSED where the secret stays in the keyring: it opens nothing any more.
    """
    note_alone(AuditKind.SETTINGS_CHANGED, context, facts={"what": "keyring", "to": "off"})
    context.keys.forget_keyring(context.person.uid)
