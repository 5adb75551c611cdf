"""Who has left the service gets into a PC no more, and what they had not sent is kept."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from typing_extensions import override

from desktop_app.bootstrap.desk import enrol_profile, open_desk_by_keyring, system_clock
from desktop_app.bootstrap.known_people import known_people
from desktop_app.bootstrap.way_in import (
    choose_password,
    code_is_on_paper,
    keyring_secret,
    people_of_code,
)
from desktop_app.demo.program import DESKS
from desktop_app.domain.documents import RecoverySheet
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import Printer
from desktop_app.letters.printer import PdfPrinter
from desktop_app.services.access.keyring_opening import turn_keyring_on
from desktop_app.services.access.let_in import let_in
from desktop_app.services.access.recovery_code import PrintedCode, renew_recovery_code
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.sync_centre.refused_work import refused_saves
from desktop_app.ui.shell.doors import CodeForm, EnrolForm
from tests.desk import an_intake
from tests.e2e.conftest import PASSWORD, Regency
from tests.keyrings import MemoryKeyring, the_keyring

RINA = UUID(DESKS["bobotsari"][1])
JOKO = UUID("00000000-0000-7000-8000-0000000d0003")


def test_the_round_that_tells_of_it_takes_the_way_in_away(regency: Regency):
    desk = regency.desk("bobotsari")
    assert desk.run_round().trouble is None
    let_in(JOKO, desk.context)
    printed = renew_recovery_code(desk.context)
    code_is_on_paper(regency.folder / "bobotsari")
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
    code_is_on_paper(regency.folder / "bobotsari")
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
    code_is_on_paper(regency.folder / "bobotsari")
    regency.server.cli("user", "leave", str(RINA))
    (regency.folder / "bobotsari" / "keys.json").write_bytes(b"{")

    end = desk.run_round()

    assert end.trouble is not None
    assert end.trouble.trouble is Trouble.PROFILE_DAMAGED
    assert end.record is not None


class NoPrinter(PdfPrinter):
    """One whose fonts are gone."""

    @override
    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        raise OSError("no such face")


def enrolled_with(regency: Regency, printer: Printer | None = None) -> PrintedCode | None:
    code = regency.server.cli("code", "--office", DESKS["bobotsari"][0], "--person", str(RINA))
    form = EnrolForm(regency.server.url, code.strip(), PASSWORD)
    return enrol_profile(regency.folder / "bobotsari", form, printer=printer)


def test_a_program_killed_before_the_code_was_seen_leaves_no_code_that_counts(regency: Regency):
    assert enrolled_with(regency) is not None  # and nobody looks at it

    desk = regency.sign_in("bobotsari")

    assert not desk.context.keys.has_recovery_code()
    assert desk.run_round().trouble is None
    regency.server.cli("user", "leave", str(RINA))
    assert not desk.run_round().shut_out  # what was not sent would be lost for ever


def test_the_code_counts_once_somebody_has_said_that_it_is_on_paper(regency: Regency):
    printed = enrolled_with(regency)
    assert printed is not None
    code_is_on_paper(regency.folder / "bobotsari")

    assert regency.sign_in("bobotsari").context.keys.has_recovery_code()


def test_a_sheet_that_cannot_be_drawn_costs_neither_the_profile_nor_the_code(
    regency: Regency, expected_log: pytest.LogCaptureFixture
):
    printed = enrolled_with(regency, NoPrinter())

    assert printed is not None
    assert printed.pdf == b""
    assert {one.uid for one in people_of_code(regency.folder / "bobotsari", printed.code)} == {RINA}
    desk = regency.sign_in("bobotsari")
    assert desk.run_round().trouble is None
    assert renew_recovery_code(desk.context).pdf.startswith(b"%PDF")


def test_who_opened_it_by_keyring_and_left_gets_in_no_more(regency: Regency):
    chosen = MemoryKeyring()
    with the_keyring(chosen):
        desk = regency.desk("bobotsari")
        assert desk.run_round().trouble is None
        desk.context.keys.new_recovery_code()
        desk.context.keys.recovery_code_is_on_paper()
        turn_keyring_on(PASSWORD, desk.context)
        desk.close()
        folder = regency.folder / "bobotsari"
        secret = keyring_secret(folder, RINA)
        desk = open_desk_by_keyring(folder, RINA, secret, clock=system_clock)
        assert desk.context.person.uid == RINA
        regency.server.cli("user", "leave", str(RINA))
        assert desk.run_round().shut_out
        desk.close()

        with pytest.raises(ExpectedError) as refused:
            open_desk_by_keyring(folder, RINA, secret, clock=system_clock)
    assert refused.value.trouble is Trouble.KEYRING_LOST
