"""How a list names the case that a change belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop_app.domain.cases import Case
from desktop_app.domain.changes import Operation, PendingChange


@dataclass(frozen=True, slots=True)
class CaseLabel:
    """The case of a change as lists name it.

    `is_here` is False where the case has left this desk; the number is empty where it is not
    known. `is_case` is False for what belongs to the office's book of letter numbers. Lists do
    not show the title of a `confidential` case.
    """

    case_uid: UUID
    register_number: str = ""
    title: str = ""
    confidential: bool = False
    is_here: bool = False
    is_case: bool = True

    @property
    def is_secret(self) -> bool:
        """Whether nothing of what was written may be told: it is confidential, or may be."""
        return self.is_case and (self.confidential or not self.register_number)


def label_of(case: Case) -> CaseLabel:
    """Name a case of this desk."""
    return CaseLabel(
        case.uid, case.register_number, case.title, confidential=case.confidential, is_here=True
    )


def case_label(change: PendingChange, case: Case | None) -> CaseLabel:
    """Name the case of a change; `case` is None where it is not here (any more)."""
    if case is not None:
        return label_of(case)
    if change.operation is Operation.CASE_CREATE:
        record = change.body["case"]
        return CaseLabel(
            change.case_uid,
            record["register_number"],
            record["title"],
            confidential=record["confidential"],
        )
    return CaseLabel(change.case_uid, is_case=change.operation is not Operation.LETTER_VOID)
