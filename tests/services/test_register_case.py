"""A report becomes a case with a number, in one save that also waits for the server."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.cases import Status
from tests.desk import a_desk


def test_a_saved_case_has_its_number_at_once(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        saved = desk.registered()
        assert saved.case.register_number.startswith(f"{desk.context.office.code}/26/")
        assert saved.case.status is Status.RECEIVED
