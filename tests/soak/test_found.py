"""What random histories have found, told by hand and as short as it goes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.soak.deeds import Act
from tests.soak.faults import Fault
from tests.soak.world import World

FREE, COMPLAINED = 1, 4  # choices of the hand that registers: nobody named, an office named
PLACE, VILLAGE_CODE = 1, 3  # choices of the hand that corrects


def test_a_case_that_names_an_office_complained_about_can_be_corrected(world: World) -> None:
    world.deed(0, Act.REGISTER, 0, COMPLAINED)
    world.round(0, {})
    world.deed(0, Act.CORRECT, 0, PLACE)
    assert world.heal_and_judge() == []


def test_a_case_that_is_registered_and_taken_back_before_it_is_sent_leaves_the_desk(
    world: World,
) -> None:
    world.deed(0, Act.REGISTER, 0, FREE)
    world.deed(0, Act.VOID, 0, 2)
    assert world.heal_and_judge() == []


def test_a_clock_that_ran_ahead_for_a_day_does_not_cost_what_the_server_forgets(
    world: World,
) -> None:
    world.copy_server()
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.set_clock(0, timedelta(days=3_650))
    world.round(0, {})
    world.set_clock(0, timedelta())
    world.restore_server(0, by_the_book=True)
    assert world.heal_and_judge() == []
    assert not any(promise.excused for promise in world.chronicle.promises)


def test_a_desk_that_was_away_when_the_server_was_set_back_still_offers_what_it_sent(
    world: World,
) -> None:
    world.copy_server()
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.restore_server(0, by_the_book=True)
    world.pass_time(timedelta(days=45))
    assert world.heal_and_judge() == []
    assert not any(promise.excused for promise in world.chronicle.promises)


def test_a_server_set_back_to_the_first_moments_of_an_epoch_notices_it(world: World) -> None:
    """The desk was not heard in that epoch yet; its mark shows all the same that it has been."""
    world.copy_server()
    world.restore_server(0, by_the_book=True)
    world.copy_server()
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.restore_server(1, by_the_book=False)
    for _ in range(3):  # until what the counter has read is no longer beyond what there is
        world.deed(1, Act.REGISTER, 0, FREE)
    world.round(1, {})
    assert world.heal_and_judge() == []
    assert not any(promise.excused for promise in world.chronicle.promises)


def test_copies_that_overtake_a_server_set_back_lose_nothing(world: World) -> None:
    """The copy's mark has the count of one the server gave to the other: it offers all again."""
    world.clone_desk(0)
    world.copy_server()
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.restore_server(0, by_the_book=False)
    world.deed(3, Act.REGISTER, 0, FREE)
    world.round(3, {})
    world.deed(1, Act.REGISTER, 0, FREE)
    world.round(1, {})
    assert world.heal_and_judge() == []
    assert not any(promise.excused for promise in world.chronicle.promises)


def test_a_copy_that_the_server_has_forgotten_renews_as_what_it_was_before(world: World) -> None:
    world.clone_desk(0)
    world.copy_server()
    for number in (0, 3, 0, 3):
        world.deed(number, Act.REGISTER, 0, FREE)
        world.round(number, {})
    world.restore_server(0, by_the_book=True)
    assert world.heal_and_judge() == []
    assert not any(promise.excused for promise in world.chronicle.promises)


def test_a_desk_that_has_read_beyond_a_server_set_back_reads_anew(world: World) -> None:
    """Others let the feed grow beyond what it had read, but not in the scope it had read it in."""
    world.copy_server()
    world.revoke_person(0)
    world.round(1, {})
    world.restore_server(0, by_the_book=False)
    for _ in range(3):
        world.deed(2, Act.REGISTER, 0, FREE)
    world.round(2, {})
    assert world.heal_and_judge() == []


def test_a_case_taken_back_and_brought_back_in_one_push_stays_whole(world: World) -> None:
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.deed(0, Act.VOID, 0, 2)
    world.deed(0, Act.VOID, 0, 1)
    assert world.heal_and_judge() == []


def test_a_case_taken_back_before_others_could_hear_of_it_leaves_a_renewed_copy(
    world: World,
) -> None:
    world.deed(0, Act.REGISTER, 0, FREE)
    world.clone_desk(0)
    world.deed(0, Act.VOID, 0, 2)
    assert world.heal_and_judge() == []


def test_a_case_that_a_server_set_back_forgot_leaves_when_it_is_offered_as_taken_back(
    world: World,
) -> None:
    world.copy_server()
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.deed(0, Act.ASSIGN, 0, 1)
    world.deed(0, Act.ASSIGN, 0, 1)
    world.round(0, {})
    world.round(1, {})
    world.deed(0, Act.VOID, 0, 2)
    world.restore_server(0, by_the_book=True)
    world.round(1, {})
    assert world.heal_and_judge() == []


def test_a_value_written_over_one_of_a_save_that_nobody_heard_of_is_no_loss(world: World) -> None:
    world.deed(0, Act.REGISTER, 0, FREE)
    world.deed(0, Act.CORRECT, 0, PLACE)
    world.deed(0, Act.CORRECT, 0, PLACE, dies=0)  # after its commit: an odd choice
    world.deed(0, Act.CORRECT, 0, PLACE)
    assert world.heal_and_judge() == []


def test_a_value_whose_list_was_on_a_disk_set_back_is_kept_by_the_server(world: World) -> None:
    world.deed(0, Act.REGISTER, 0, FREE)
    world.move(0, "verify")
    world.deed(0, Act.ASSIGN, 0, 1)
    world.round(0, {})
    world.round(2, {})
    world.copy_desk(2)
    world.deed(0, Act.CORRECT, 0, PLACE)
    world.round(0, {})
    world.deed(2, Act.CORRECT, 0, PLACE)
    world.round(2, {})
    world.restore_desk(2, 0)
    assert world._server_view().conflicts
    assert world.heal_and_judge() == []


@pytest.mark.parametrize("days", [-4_000, 4_000])
def test_a_pause_that_ends_on_a_clock_years_wrong_ends_all_the_same(
    world: World, days: int
) -> None:
    world.deed(0, Act.REGISTER, 0, FREE)
    world.move(0, "ask_reporter")
    world.set_clock(0, timedelta(days=days))
    world.move(0, "reporter_answered")
    assert world.heal_and_judge() == []


def test_the_file_of_a_case_taken_back_is_offered_again_with_it(whole_regency: World) -> None:
    """An entry brings the case back, and of its file no record was left on the desk that has it."""
    world = whole_regency
    world.copy_server()
    world.deed(0, Act.REGISTER, 0, FREE)
    world.deed(0, Act.ATTACH, 0, 0)
    world.round(0, {})
    world.round(3, {})
    world.deed(0, Act.VOID, 0, 2)
    world.round(0, {})
    world.restore_server(0, by_the_book=True)
    world.deed(3, Act.WRITE, 0, 1)
    assert world.heal_and_judge() == []
    assert world._server_view().attachments


def test_a_value_that_stood_until_another_was_written_over_it_is_not_shown_for_ever(
    world: World,
) -> None:
    """The server took the first and nobody heard of it; the row with the second came before that.

    Shown was the first, laid over the row, and then its answer of long ago said that it stands.
    """
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.round(2, {})
    world.deed(2, Act.CORRECT, 0, PLACE)
    world.round(2, {0: Fault.CUT_ANSWER})
    world.round(0, {})
    world.deed(0, Act.CORRECT, 0, PLACE)
    world.round(0, {})
    world.round(2, {0: Fault.FAILED})
    assert world.heal_and_judge() == []


def test_a_value_put_back_by_somebody_who_had_left_waits_in_the_save_that_did_so(
    world: World,
) -> None:
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.round(2, {})
    for number in (2, 0):
        world.deed(number, Act.CORRECT, 0, PLACE)
        world.round(number, {})
    world.revoke_person(0)
    world.deed(0, Act.RESTORE_VALUE, 0, 1)
    world.round(0, {})
    assert world.heal_and_judge() == []


def test_a_case_brought_back_before_its_desk_heard_that_it_had_taken_it_back_is_shown(
    whole_regency: World,
) -> None:
    world = whole_regency
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.round(3, {})
    world.deed(0, Act.VOID, 0, 2)
    world.round(0, {0: Fault.CUT_ANSWER})
    world.deed(3, Act.WRITE, 0, 1)
    world.round(3, {})
    world.round(0, {0: Fault.FAILED})
    assert world.heal_and_judge() == []


def test_copies_that_give_one_case_a_new_number_each_send_it_once(world: World) -> None:
    """One copy had its number taken and sent the case under another; so did the next one."""
    world.clone_desk(0)
    world.deed(3, Act.REGISTER, 0, FREE)
    world.round(3, {})
    world.deed(0, Act.REGISTER, 0, FREE)
    world.deed(0, Act.WRITE, 0, 1)
    world.clone_desk(0)
    world.deed(4, Act.WRITE, 0, 1)
    world.round(0, {})
    world.round(4, {})
    assert world.heal_and_judge() == []


def test_a_desk_whose_first_push_is_put_off_and_arrives_twice_is_no_copy(world: World) -> None:
    """What comes later leaves no answer on the server by which its repetition would show."""
    world.deed(0, Act.REGISTER, 0, FREE)
    world.round(0, {})
    world.round(2, {})
    world.deed(0, Act.ERASE, 0, 0)
    world.round(0, {})
    world.deed(2, Act.WRITE, 0, 1)
    world.round(2, {0: Fault.REPEATED})
    assert world.heal_and_judge() == []
