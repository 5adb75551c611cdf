"""How somebody gets in who has only a code, or whom the keyring knows."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.key_holders import KeyHolder
from desktop_app.services.access import choose_password as by_code
from desktop_app.services.audit.noting import note_before_sign_in
from desktop_app.storage.profile import Profile
from desktop_app.ui.shell.doors import CodeForm


def keyring_secret(folder: Path, person_uid: UUID) -> str:
    """Ask the keyring of the account in use; raises what `Profile.keyring_secret` raises."""
    return Profile.keyring_secret(folder, person_uid)


def code_is_on_paper(folder: Path) -> None:
    """Count the recovery code made at the set-up as printed: somebody has said so."""
    Profile.recovery_code_is_on_paper(folder)


def people_of_code(folder: Path, code: str) -> list[KeyHolder]:
    """Say whom a code lets choose a password; raises what `Profile.open_by_code` raises."""
    profile, holder = Profile.open_by_code(folder, code)
    with closing(profile):
        return by_code.people_of_code(holder, profile.read)


def choose_password(folder: Path, form: CodeForm) -> None:
    """Let somebody in with a new password; raises as above, PROBLEMS and NOT_ALLOWED."""
    wrong_tries = Profile.wrong_tries(folder)
    profile, holder = Profile.open_by_code(folder, form.code)
    with closing(profile):
        people = by_code.people_of_code(holder, profile.read)
        used = AuditKind.RECOVERY_CODE_USED if holder is None else AuditKind.CODE_USED
        note = partial(
            note_before_sign_in,
            used,
            form.person_uid,
            profile.write,
            at=datetime.now(UTC),
            wrong_tries=wrong_tries,
        )
        by_code.choose_password(form.person_uid, form.password, people, profile.keys, note=note)
