"""Who has left the service gets into a PC no more, and what they had not sent is kept."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from desktop_app.bootstrap.way_in import choose_password, known_people, people_of_code
from desktop_app.demo.program import DESKS
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.services.access.let_in import let_in
from desktop_app.services.access.recovery_code import renew_recovery_code
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.sync_centre.refused_work import refused_saves
from desktop_app.ui.shell.doors import CodeForm
from tests.desk import an_intake
from tests.e2e.conftest import PASSWORD, Regency

RINA = UUID(DESKS["bobotsari"][1])
JOKO = UUID("00000000-0000-7000-8000-0000000d0003")


def test_the_round_that_tells_of_it_takes_the_way_in_away(regency: Regency):
    desk = regency.desk("bobotsari")
    assert desk.run_round().trouble is None
    let_in(JOKO, desk.context)
    printed = renew_recovery_code(desk.context)
    register_case(RegisterCase(an_intake(desk.context)), desk.context)
    regency.server.cli("user", "leave", str(RINA))

    end = desk.run_round()

    assert end.trouble is None
    assert end.shut_out
    folder = regency.folder / "bobotsari"
    assert [holder.uid for holder in known_people(folder) or []] == [JOKO]
    (refused,) = refused_saves(desk.context)
    assert refused.code == "PERSON_UNKNOWN"
    desk.close()
    people = people_of_code(folder, printed.code)
    assert JOKO in {person.uid for person in people}
    assert RINA not in {person.uid for person in people}


def test_a_colleague_signs_in_at_the_same_pc_and_goes_on_with_its_work(regency: Regency):
    desk = regency.desk("bobotsari")
    assert desk.run_round().trouble is None
    register_case(RegisterCase(an_intake(desk.context)), desk.context)
    given = let_in(JOKO, desk.context)
    desk.close()
    folder = regency.folder / "bobotsari"

    choose_password(folder, CodeForm(given.code, JOKO, PASSWORD))
    colleague = regency.sign_in_as("bobotsari", JOKO)

    assert colleague.context.person.name == "Joko Prasetyo"
    end = colleague.run_round()
    assert end.trouble is None
    assert end.record is not None
    assert end.record.sent == 1


def test_who_left_is_turned_away_where_the_program_died_before_it_took_the_way_in_away(
    regency: Regency,
):
    desk = regency.desk("bobotsari")
    assert desk.run_round().trouble is None
    renew_recovery_code(desk.context)
    with desk.context.open_work() as work:  # the round has told of it, and nothing more was done
        work.directory.put_person(replace(desk.context.person, active=False))
        work.commit()
    desk.close()

    with pytest.raises(ExpectedError) as refused:
        regency.sign_in_as("bobotsari", RINA)

    assert refused.value.trouble is Trouble.LEFT_THE_SERVICE
    assert known_people(regency.folder / "bobotsari") == []


def test_a_way_in_that_cannot_be_taken_away_is_trouble_of_the_round(regency: Regency):
    desk = regency.desk("bobotsari")
    assert desk.run_round().trouble is None
    renew_recovery_code(desk.context)
    regency.server.cli("user", "leave", str(RINA))
    (regency.folder / "bobotsari" / "keys.json").write_bytes(b"{")

    end = desk.run_round()

    assert end.trouble is not None
    assert end.trouble.trouble is Trouble.PROFILE_DAMAGED
    assert end.record is not None
