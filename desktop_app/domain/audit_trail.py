"""What the use cases need of the audit trail; storage provides it."""

from __future__ import annotations

from typing import Protocol

from desktop_app.domain.audit import AuditEntry, Link, Noted


class AuditTrail(Protocol):
    """The chain of what was done with people's data; nothing in it can be changed or removed."""

    def note(self, noted: Noted) -> None:
        """Put what happened behind the newest entry."""

    def head(self) -> Link: ...
    def entries(self, *, after: int, most: int) -> list[AuditEntry]:
        """In the order of the chain, from the number after this one."""
