"""Who reported may have been named otherwise before: an erasure finds them by that name too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from central_server.schema import identity
from desktop_app.domain.erasure import STRUCK
from desktop_app.domain.reporters import Reporter
from tests.builders import a_case
from tests.server.server_desk import Sent, ServerDesk
from tests.server.test_identities_end import NAMED, everything_of, taken_in

RENAMED: dict[str, Callable[[ServerDesk, Reporter], list[Sent]]] = {
    "corrected": lambda desk, once: [desk.correct_reporter(once, name="Lain Rekaan")],
    "corrected time and again": lambda desk, once: [
        desk.correct_reporter(once, name="Lain Rekaan"),
        desk.correct_reporter(replace(once, name="Lain Rekaan"), name="Ketiga Rekaan"),
        desk.correct_reporter(once, phone="+6281111111111"),
    ],
    "written anew": lambda desk, once: [
        desk.identify(a_case(uid=once.case_uid), replace(once, name="Lain Rekaan"))
    ],
}


@pytest.mark.parametrize("in_one_push", [False, True])
@pytest.mark.parametrize("renamed", RENAMED)
def test_whom_the_case_named_before_is_struck_where_the_desk_that_erases_never_knew(
    district: ServerDesk, renamed: str, in_one_push: bool
):
    """Another PC of the office did, and named them in what it wrote."""
    case, once = taken_in(district)
    sent = [district.write(case, text=NAMED), *RENAMED[renamed](district, once)]
    sent.append(district.erase(case))
    for push in [sent] if in_one_push else [[one] for one in sent]:
        district.done(*push)
    assert "PURNAMA" not in everything_of(district)
    with district.world.parts.database.read() as connection:
        assert "Rekaan" not in str([*map(tuple, connection.execute(select(identity)))])


def test_a_name_that_did_not_stand_is_struck_out_of_what_was_written(district: ServerDesk):
    case, once = taken_in(district)
    district.done(district.correct_reporter(once, name="Lain Rekaan"))
    district.push(district.correct_reporter(once, name="Wening Purnomo"))
    district.done(district.write(case, text="Wening Purnomo menelepon."), district.erase(case))
    assert f"{STRUCK} menelepon." in everything_of(district)


def test_a_name_that_never_stood_for_nobody_named_is_struck_as_well(district: ServerDesk):
    case = district.new_case()
    district.done(district.create(case))
    nobody = Reporter(case.uid, name="Siapa")
    district.push(district.correct_reporter(nobody, name="Wening Purnama"))
    district.done(district.write(case, text=NAMED), district.erase(case))
    assert "PURNAMA" not in everything_of(district)


def test_nobody_is_told_whom_a_case_named_before(district: ServerDesk):
    case, once = taken_in(district)
    district.done(district.correct_reporter(once, name="Lain Rekaan"))
    assert district.holds("reporter")[str(case.uid)]["name"] == "Lain Rekaan"
    assert once.name not in everything_of(district)
