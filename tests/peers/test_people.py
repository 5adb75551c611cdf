"""What became of work when another person sat down at the same PC."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.bootstrap.desk import enrol_profile, open_desk, system_clock
from desktop_app.services.correct_case import CorrectCase, correct_case
from desktop_app.services.keep_draft import keep_draft, kept_draft
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.sync_centre.overruled_values import overruled_values
from desktop_app.services.sync_centre.sync_summary import sync_summary
from desktop_app.services.sync_centre.waiting_work import waiting_work
from desktop_app.storage.profile import Profile
from desktop_app.ui.shell.doors import EnrolForm, OpenDesk
from tests.desk import CHEAP, PASSWORD, an_intake
from tests.faults.line import Line, no_line
from tests.sync.enrolled import RINA, TONO, EnrolledDesk, Operated, code_for

NAME = "Pelapor Penanda Satu"
RINA_UID, TONO_UID = UUID(RINA[1]), UUID(TONO[1])


@pytest.fixture
def profile(server: Operated, line: Line, tmp_path: Path) -> Path:
    """One PC at which Rina and Tono both sign in."""
    folder = tmp_path / "shared"
    enrol_profile(folder, EnrolForm(line.url, code_for(server, RINA), PASSWORD))
    with signed_in(folder, RINA_UID) as desk:
        assert desk.run_round().trouble is None
    opened = Profile.open(folder, RINA_UID, PASSWORD, cost=CHEAP)
    opened.keys.set_password(TONO_UID, "Tono Wibowo", PASSWORD)
    opened.close()
    return folder


@contextmanager
def signed_in(folder: Path, person: UUID) -> Iterator[OpenDesk]:
    desk = open_desk(folder, person, PASSWORD, clock=system_clock)
    try:
        yield desk
    finally:
        desk.close()


def test_unsent_work_stays_when_somebody_else_signs_in_and_is_sent_in_its_authors_name(
    line: Line, profile: Path, other: EnrolledDesk
):
    """DHIS2's Android SDK wipes what was not sent when another account logs in."""
    line.on_request = no_line
    with signed_in(profile, RINA_UID) as desk:
        assert desk.run_round().trouble is not None
        case = register_case(RegisterCase(an_intake(desk.context)), desk.context).case
    line.on_request = line.carry
    with signed_in(profile, TONO_UID) as desk:
        assert sync_summary(desk.context).waiting == 1
        end = desk.run_round()
        assert end.trouble is None
        assert sync_summary(desk.context).waiting == 0
    other.good_round()
    (entry,) = other.entries(case)
    assert entry.person_uid == RINA_UID
    assert other.case(case).registered_by == RINA_UID


def test_what_one_person_has_not_finished_is_not_shown_to_the_next(
    profile: Path, other: EnrolledDesk
):
    """OpenCRVS #9946: the outbox and drafts of one user are on the screen of the next."""
    with signed_in(profile, RINA_UID) as desk:
        context = desk.context
        case = register_case(RegisterCase(an_intake(context, reporter_name=NAME)), context).case
        assert desk.run_round().trouble is None
        other.good_round()
        other.correct(case, title="Judul dari PC lain", place=case.place)
        other.good_round()
        correct_case(CorrectCase(case.uid, title="Judul dari Rina"), context)
        assert desk.run_round().trouble is None
        assert len(overruled_values(context).mine) == 1
        register_case(RegisterCase(an_intake(context, reporter_name=NAME)), context)
        keep_draft(an_intake(context, reporter_name=NAME), context)
    with signed_in(profile, TONO_UID) as desk:
        context = desk.context
        assert kept_draft(context) is None
        overruled = overruled_values(context)
        assert overruled.mine == ()
        assert overruled.of_others == (("Rina Pratiwi", 1),)
        assert sync_summary(context).conflicts == 0
        # That something waits is said; who reported it is not.
        assert sync_summary(context).waiting == 1
        assert NAME not in repr(waiting_work(context))
    with signed_in(profile, RINA_UID) as desk:
        assert len(overruled_values(desk.context).mine) == 1
        assert kept_draft(desk.context) is not None
