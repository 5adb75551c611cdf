"""What the regency lets somebody do takes effect at their desk with the next round."""

from __future__ import annotations

import pytest

from desktop_app.demo.program import DESKS
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.people import Role
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.sync_centre.refused_work import refused_saves, send_again
from desktop_app.ui.shell.doors import OpenDesk
from tests.desk import an_intake
from tests.e2e.conftest import Regency


def register(desk: OpenDesk) -> None:
    register_case(RegisterCase(an_intake(desk.context)), desk.context)


def test_a_role_taken_away_and_given_back_counts_after_the_next_round(regency: Regency) -> None:
    desk = regency.desk("bobotsari")
    assert not desk.run_round().roles_changed
    before = desk.context.actor.roles
    person = DESKS["bobotsari"][1]
    register(desk)
    regency.server.cli("user", "roles", person, "--roles", "monitor")

    end = desk.run_round()

    assert end.trouble is None
    assert end.roles_changed
    assert desk.context.actor.roles == {Role.MONITOR}
    (refused,) = refused_saves(desk.context)
    assert refused.code == "NO_RIGHT"
    assert "petugas loket" in refused.words
    for forbidden in (
        lambda: register(desk),
        lambda: desk.write_bundle(regency.folder / "paket.kurir"),
        lambda: desk.carry_bundle(regency.folder / "paket.kurir"),
        lambda: desk.take_answer(regency.folder / "paket.kurir"),
    ):
        with pytest.raises(ExpectedError) as caught:
            forbidden()
        assert caught.value.trouble is Trouble.NOT_ALLOWED
    assert not (regency.folder / "paket.kurir").exists()

    roles = ",".join(sorted(role.value for role in before))
    regency.server.cli("user", "roles", person, "--roles", roles)
    assert desk.run_round().roles_changed
    assert desk.context.actor.roles == before
    send_again(refused.uid, desk.context)
    desk.run_round()
    assert refused_saves(desk.context) == ()
