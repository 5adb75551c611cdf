"""What the contract allows and what it does not: the running server answers by its document."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.people import Role
from tests.openapi.machine import run_histories
from tests.openapi.running import a_hammered_server
from tests.openapi.speakers import OFFICES

CASES = 200


def test_every_answer_to_requests_of_all_roles_is_one_of_the_document(tmp_path: Path):
    with a_hammered_server(tmp_path / "server") as hammer:
        assert len(hammer.regency.names) == len(OFFICES) * len(Role)
        run_histories(hammer, cases=CASES, seed_number=4)
        assert hammer.breaches == {}
        assert hammer.cases > CASES / 2
