"""A desk returns to a copy and meets the real server: nothing lost, no number given twice."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.bootstrap.desk import system_clock
from desktop_app.bootstrap.way_back import way_back_of
from desktop_app.domain.backups import Backup, Occasion
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.open_case import open_case
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.shell.doors import OpenDesk, ReturnForm
from tests.desk import an_intake
from tests.e2e.conftest import PASSWORD, Regency
from tests.e2e.test_two_desks import nothing_waits, round_of


def a_copy(desk: OpenDesk) -> Backup:
    return desk.safekeeping.copies.make(
        Occasion.DAILY, system_clock(), tell=lambda _: None, cancelled=lambda: False
    )


def saved(desk: OpenDesk) -> tuple[UUID, str]:
    case = register_case(RegisterCase(an_intake(desk.context)), desk.context).case
    return case.uid, case.register_number


def numbers_at(desk: OpenDesk, uids: list[UUID]) -> list[str]:
    return [open_case(uid, desk.context).case.register_number for uid in uids]


def letter_numbers_left(desk: OpenDesk) -> set[int]:
    year = desk.context.today().year
    with desk.context.open_read() as work:
        return {
            number
            for block in work.numbers.letter_blocks(year)
            for number in range(block.next_number, block.last + 1)
        }


def take_letter_number(desk: OpenDesk) -> int:
    """Use the next letter number, as issuing a letter does."""
    today = desk.context.today()
    with desk.context.open_work() as work:
        block = work.numbers.letter_block(today.year, today)
        assert block is not None
        work.numbers.put_letter_block(block.taken())
        work.commit()
    return block.next_number


def test_an_office_that_returns_keeps_its_unsent_work_and_goes_on_as_the_desk_it_is(
    regency: Regency,
):
    desk = regency.desk("bobotsari")
    round_of(desk)
    sent_before = saved(desk)
    round_of(desk)
    copy = a_copy(desk)
    used = take_letter_number(desk)
    sent_after = saved(desk)
    round_of(desk)
    unsent = [saved(desk) for _ in range(2)]
    write_entry(WriteEntry(sent_before[0], EntryKind.NOTE, "Belum terkirim."), desk.context)

    desk.safekeeping.return_to(copy.name, None, tell=lambda _: None, cancelled=lambda: False)
    back = regency.sign_in("bobotsari")

    assert used not in letter_numbers_left(back)
    later = saved(back)
    round_of(back)
    assert nothing_waits(back)
    every = [sent_before, sent_after, *unsent, later]
    assert numbers_at(back, [uid for uid, _ in every]) == [number for _, number in every]
    assert len({number for _, number in every}) == len(every)
    other = regency.desk("bobotsari", profile="other")
    round_of(other)
    assert numbers_at(other, [uid for uid, _ in every]) == [number for _, number in every]
    texts = [entry.text for entry in open_case(sent_before[0], other.context).entries]
    assert texts.count("Belum terkirim.") == 1


@pytest.mark.parametrize("sent_since", [True, False], ids=["sent since", "nothing sent since"])
def test_a_lost_database_comes_back_and_no_number_is_given_twice(
    regency: Regency, tmp_path: Path, sent_since: bool
):
    desk = regency.desk("bobotsari")
    round_of(desk)
    before = saved(desk)
    round_of(desk)
    a_copy(desk)
    used = {take_letter_number(desk) for _ in range(3)}
    since = [saved(desk) for _ in range(3)]
    if sent_since:
        round_of(desk)
    person = desk.context.person.uid
    desk.close()
    for path in (tmp_path / "bobotsari").glob("office.db*"):
        path.unlink()

    way_back = way_back_of(tmp_path / "bobotsari", clock=system_clock)
    (found,) = way_back.find(None)
    done = way_back.return_to(
        ReturnForm(found, person, PASSWORD), tell=lambda _: None, cancelled=lambda: False
    )
    assert done.numbers_leaped
    back = regency.sign_in("bobotsari")
    offline = [saved(back) for _ in range(2)]
    assert used.isdisjoint(letter_numbers_left(back))
    round_of(back)
    later = saved(back)
    round_of(back)

    assert nothing_waits(back)
    assert used.isdisjoint(letter_numbers_left(back))
    assert letter_numbers_left(back)
    printed = [number for _, number in (before, *since, *offline, later)]
    assert len(set(printed)) == len(printed)
    kept = [before, *(since if sent_since else ()), *offline, later]
    assert numbers_at(back, [uid for uid, _ in kept]) == [number for _, number in kept]


def test_a_stolen_pc_goes_on_as_a_new_one_from_the_stick(regency: Regency, tmp_path: Path):
    desk = regency.desk("bobotsari")
    round_of(desk)
    before = saved(desk)
    round_of(desk)
    stick = tmp_path / "stik"
    stick.mkdir()
    copies = desk.safekeeping.copies
    copies.claim(stick)
    copies.carry(a_copy(desk).name, stick, tell=lambda _: None, cancelled=lambda: False)
    since = saved(desk)
    round_of(desk)
    person = desk.context.person.uid
    desk.close()
    shutil.rmtree(tmp_path / "bobotsari")

    way_back = way_back_of(tmp_path / "baru", clock=system_clock)
    (found,) = way_back.find(stick)
    way_back.return_to(
        ReturnForm(found, person, PASSWORD), tell=lambda _: None, cancelled=lambda: False
    )
    new = regency.sign_in_as("baru", person)
    offline = saved(new)
    round_of(new)

    every = [before, since, offline]
    assert numbers_at(new, [uid for uid, _ in every]) == [number for _, number in every]
    assert len({number for _, number in every}) == 3
    assert nothing_waits(new)
