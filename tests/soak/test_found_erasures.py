"""What random histories have found of who reported: corrected, erased, and back again."""

from __future__ import annotations

from tests.soak.deeds import Act
from tests.soak.faults import Fault
from tests.soak.world import World

FREE = 1  # choice of the hand that registers
PLACE, NAMING_PLACE = 1, 13  # choices of the hand that corrects: the second names who reported
NAME, PHONE, ADDRESS = 0, 1, 2  # choices of the hand that corrects who reported


def test_a_correction_that_was_not_sent_when_they_were_erased_brings_nobody_back(
    world: World,
) -> None:
    """It was left with nothing in it; the server found the name that stood to differ from that."""
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.deed(0, Act.CORRECT_REPORTER, 0, NAME)
    world.deed(0, Act.ERASE, 0, 0)
    assert world.heal_and_judge() == []
    assert world.sittings[0].seat.view().conflicts == ()


def test_an_answer_of_before_an_erasure_brings_nobody_back(world: World) -> None:
    """It says what the server had instead, and how the case stood: both name who was erased."""
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.round(2, {})
    for act, choice in ((Act.CORRECT_REPORTER, ADDRESS), (Act.CORRECT, PLACE)):
        world.deed(2, act, 0, choice)
        world.round(2, {})
        world.deed(0, act, 0, choice)
    world.round(0, {0: Fault.CUT_AFTER})
    world.deed(0, Act.ERASE, 0, 0)
    world.round(0, {1: Fault.CUT_BEFORE})
    view = world.sittings[0].seat.view()
    held = (*view.cases.values(), *view.entries.values(), *view.reporters.values(), *view.conflicts)
    assert [one for one in map(str, held) if "pelapor" in one.lower() or "RT 99" in one] == []
    assert world.heal_and_judge() == []


def test_what_they_were_called_before_is_struck_out_of_what_waits_and_is_kept(
    world: World,
) -> None:
    world.deed(0, Act.REGISTER, 0, FREE)
    world.deed(0, Act.WRITE, 0, 1)
    world.round(0, {})
    world.deed(0, Act.WRITE, 0, 1)
    world.deed(0, Act.CORRECT_REPORTER, 0, NAME)
    world.deed(0, Act.WRITE, 0, 1)
    world.deed(0, Act.ERASE, 0, 1)
    assert "PELAPOR" not in str(world.sittings[0].seat.view().queued)
    assert world.heal_and_judge() == []


def test_what_another_pc_called_them_before_goes_with_an_erasure_where_it_was_never_seen(
    world: World,
) -> None:
    """The desk that erases has read the name that stands alone; a note has the one before."""
    world.deed(2, Act.REGISTER, 0, FREE)
    world.deed(2, Act.WRITE, 0, 1)
    world.round(2, {})
    world.deed(2, Act.CORRECT_REPORTER, 0, NAME)
    world.deed(2, Act.CORRECT_REPORTER, 0, PHONE)
    world.round(2, {})
    world.round(0, {})
    world.deed(0, Act.ERASE, 0, 0)
    assert world.heal_and_judge() == []


def test_nobody_builds_on_words_that_name_them_as_the_server_still_does(world: World) -> None:
    """The correction of their name was not sent; the words of the case had the name before."""
    world.deed(0, Act.REGISTER, 0, FREE)
    world.deed(0, Act.CORRECT, 0, PLACE)
    world.round(0, {})
    world.deed(0, Act.CORRECT_REPORTER, 0, NAME)
    world.deed(0, Act.ERASE, 0, 0)
    world.deed(0, Act.CORRECT, 0, PLACE)
    assert "PELAPOR" not in str(world.sittings[0].seat.view().queued)
    assert world.heal_and_judge() == []
    assert world.sittings[0].seat.view().conflicts == ()


def test_a_value_that_did_not_stand_stays_with_its_author_when_the_server_forgets_it(
    world: World,
) -> None:
    """The server was set back to before an erasure, which is offered again after the value."""
    world.deed(2, Act.REGISTER, 0, FREE)
    world.deed(2, Act.CORRECT, 0, NAMING_PLACE)
    world.round(2, {})
    world.round(0, {})
    world.copy_server()
    world.deed(0, Act.ERASE, 0, 0)
    world.round(0, {})
    world.round(2, {})
    world.restore_server(0, by_the_book=False)
    world.deed(2, Act.CORRECT, 0, NAMING_PLACE)
    world.deed(0, Act.CORRECT, 0, NAMING_PLACE)
    world.round(2, {})
    assert [one.mine for one in world.sittings[2].seat.view().conflicts] == ["kata0004"]
    world.round(0, {})
    assert world.heal_and_judge() == []


def test_corrections_that_are_refused_one_after_the_other_let_stand_what_stood(
    world: World,
) -> None:
    """What the second was laid over had been refused itself."""
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.revoke_person(0)
    for _ in range(2):
        world.deed(0, Act.CORRECT_REPORTER, 0, PHONE)
    assert world.heal_and_judge() == []


def test_who_reported_stays_with_a_desk_that_knew_them_where_a_server_set_back_forgot(
    world: World,
) -> None:
    """The desk that registered the case had struck them already; its erasure was refused."""
    world.deed(0, Act.REGISTER, 0, FREE)
    world.copy_server()
    world.round(0, {})
    world.round(2, {})
    world.revoke_person(0)
    world.deed(0, Act.ERASE, 0, 0)
    world.round(0, {})
    world.restore_server(0, by_the_book=True)
    assert world.heal_and_judge() == []


def test_a_file_leaves_the_pc_that_added_it_where_its_case_had_left_before(world: World) -> None:
    """The case comes back without the file, and without a record here that would name it."""
    world.deed(2, Act.REGISTER, 0, FREE)
    world.deed(2, Act.ATTACH, 0, 1)
    world.round(2, {})
    world.round(0, {})
    world.deed(2, Act.VOID, 0, 2)
    world.round(2, {})
    world.deed(0, Act.WRITE, 0, 1)
    world.deed(0, Act.ERASE, 0, 1)
    assert world.heal_and_judge() == []


def test_an_office_that_never_knew_them_has_no_empty_block_after_an_erasure(
    whole_regency: World,
) -> None:
    world = whole_regency
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.round(3, {})
    world.deed(0, Act.ERASE, 0, 0)
    assert world.heal_and_judge() == []


def test_an_erasure_that_is_refused_lets_them_be_known_again(world: World) -> None:
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.revoke_person(0)
    world.deed(0, Act.ERASE, 0, 0)
    assert world.heal_and_judge() == []
    (block,) = world.sittings[0].seat.view().reporters.values()
    assert block["name"]
