"""Choose another password for this PC."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.domain.key_holders import password_problems
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.context import DeskContext


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """The password of now, and the new one typed twice."""

    old: str
    new: str
    again: str


def change_password(wanted: ChangePassword, context: DeskContext) -> None:
    """Wrap the key anew under the new password; what their keyring opens ends with the old one.

    Raises PROBLEMS (fields `old`, `new`, `again`), WRONG_PASSWORD, and what writing a file may
    meet.
    """
    problems = tuple(replace(problem, field="new") for problem in password_problems(wanted.new))
    if not wanted.old:
        problems = (Problem("old", ProblemCode.REQUIRED), *problems)
    if not problems and wanted.new != wanted.again:
        problems = (Problem("again", ProblemCode.PASSWORDS_DIFFER),)
    if problems:
        raise ExpectedError(Trouble.PROBLEMS, problems=problems)
    person = context.person
    if not context.keys.is_password(person.uid, wanted.old):
        raise ExpectedError(Trouble.WRONG_PASSWORD)
    note_alone(AuditKind.PASSWORD_CHANGED, context)
    context.keys.set_password(person.uid, person.name, wanted.new, alone=True)
