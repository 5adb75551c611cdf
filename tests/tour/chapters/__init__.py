"""The chapters of the story; each works one window, by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.tour.chapters import (
    access,
    casework,
    copies,
    disagreement,
    first_day,
    identities,
    intake,
    looks,
    roles,
    village,
)
from tests.tour.driver import Driver

CHAPTERS: Mapping[str, Callable[[Driver], None]] = {
    chapter.__name__: chapter
    for chapter in (
        first_day.set_up,
        first_day.set_up_quickly,
        first_day.sign_in,
        first_day.sign_in_offline,
        intake.walk_in,
        intake.from_whatsapp,
        intake.information,
        intake.half_typed,
        intake.draft_comes_back,
        casework.all_waits,
        casework.server_comes,
        casework.verify_and_assign,
        casework.note,
        casework.reply,
        casework.synced_again,
        casework.letter,
        casework.close_case,
        casework.village_is_complained_about,
        casework.release_to_village,
        village.village_gets_case,
        village.village_works_offline,
        village.village_sends,
        looks.pages_beside,
        access.let_a_colleague_in,
        access.data_of_a_person,
        access.own_trail,
        identities.put_identity_straight,
        identities.restrict_and_erase,
        identities.retention,
        identities.identities_dark,
        looks.sign_out,
        looks.dark,
        looks.large,
        disagreement.lamp_to_village,
        disagreement.village_was_first,
        disagreement.district_disagrees,
        disagreement.district_decides,
        disagreement.by_courier,
        copies.keep_copies,
        copies.return_to_a_copy,
        copies.broken_at_start,
        copies.copies_dark,
        roles.kitchen_to_partner,
        roles.seen_by_monitor,
        roles.seen_by_executor,
        roles.seen_by_partner,
        roles.seen_dark,
    )
}
