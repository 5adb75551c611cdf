"""Open this PC without a password, by the account of the system that somebody uses."""

from __future__ import annotations

from desktop_app.domain.audit import AuditKind
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.context import DeskContext


def turn_keyring_on(context: DeskContext) -> None:
    """Let the account in use open this PC for whoever is signed in, and for nobody else.

    Whoever uses that account gets in as this person. Raises KEYRING_MISSING, KEYRING_REFUSED and
    what writing a file may meet; then nothing has changed but the trail, where the wish stands.
    """
    note_alone(AuditKind.SETTINGS_CHANGED, context, facts={"what": "keyring", "to": "on"})
    context.keys.open_by_keyring(context.person.uid, context.person.name)


def turn_keyring_off(context: DeskContext) -> None:
    """Ask for the password again.

    Raises KEYRING_REFUSED where the secret stays in the keyring: it opens nothing any more.
    """
    note_alone(AuditKind.SETTINGS_CHANGED, context, facts={"what": "keyring", "to": "off"})
    context.keys.forget_keyring(context.person.uid)
