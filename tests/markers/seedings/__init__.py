"""What is typed, attached, shown and printed with marked words: a new feature is one more line.

Each works the real window by keys and mouse, as the chapters of the tour do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.markers.seedings import casework, counter, outside, personal_data, ways_in
from tests.tour.driver import Driver

SEEDINGS: Mapping[str, Callable[[Driver], None]] = {
    seeding.__name__: seeding
    for seeding in (
        ways_in.set_up,
        ways_in.sign_in,
        ways_in.ways_in,
        ways_in.sign_out,
        counter.intake,
        counter.information,
        counter.form_thrown_away,
        counter.draft,
        casework.work_on_case,
        casework.hand_on,
        casework.look_at_picture,
        casework.copy,
        casework.search,
        casework.letter,
        casework.spoil_number,
        casework.void,
        casework.half_written,
        personal_data.answer_person,
        personal_data.correct_and_restrict,
        personal_data.retention,
        personal_data.erase,
        outside.round_with_server,
        outside.by_courier,
        outside.courier_comes_back,
        outside.export,
        outside.pages_beside,
        outside.audit_trail,
        outside.fail,
    )
}
