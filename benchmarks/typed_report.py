"""A report as a clerk has just typed it."""

from __future__ import annotations

from uuid import UUID

from desktop_app.domain.cases import CaseText, Channel
from desktop_app.domain.drafts import IntakeDraft


def typed_report(uid: UUID) -> IntakeDraft:
    """Return a filled form of the usual length."""
    return IntakeDraft(
        uid=uid,
        channel=Channel.WALK_IN,
        reporter_name="Contoh Pelapor",
        reporter_phone="0812-3456-7890",
        reporter_address="RT 99/RW 99 Dusun Rekaan",
        text=CaseText(
            title="Lampu jalan padam di depan sekolah",
            words=(
                "Lampu jalan di depan sekolah padam sejak Rabu malam. Anak-anak yang pulang "
                "mengaji lewat di sana. Mohon segera diperbaiki."
            ),
            category="street_lighting",
            village_code="33.03.09.2001",
            place="RT 02 RW 03, depan gerbang sekolah",
        ),
    )
