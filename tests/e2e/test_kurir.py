"""An office without any line takes part: its work goes out and its news come in on a stick."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from desktop_app.domain.cases import Status
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.keep_file import keep_file
from desktop_app.services.lookups import read_lookups
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.open_case import open_case, read_file
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.sync_centre.sync_summary import sync_summary
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.shell.doors import OpenDesk, RoundEnd
from tests.desk import an_intake
from tests.e2e.conftest import Regency

PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 400
NAME = "Pelapor Penanda Tiga"


def by_stick(desk: OpenDesk, carrier: OpenDesk, stick: Path) -> RoundEnd:
    """Write a bundle, have it carried, take its answer."""
    bundle = stick / f"paket-{len(list(stick.iterdir()))}.kurir"
    desk.write_bundle(bundle)
    end = desk.take_answer(carrier.carry_bundle(bundle))
    assert end.trouble is None, (end.trouble, end.trouble.facts)
    return end


def village_of(desk: OpenDesk) -> UUID:
    offices = read_lookups(desk.context).offices
    return next(office.uid for office in offices if office.code == "GDS")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_case_goes_both_ways_between_a_village_without_a_line_and_its_district(
    regency: Regency, stick: Path
) -> None:
    district, village = regency.desk("bobotsari"), regency.desk("gandasuli")
    assert district.run_round().trouble is None
    by_stick(village, district, stick)

    context = district.context
    photo = keep_file(PHOTO, "jembatan.jpg", context)
    intake = an_intake(context, reporter_name=NAME, files=((photo.sha256, photo.name),))
    uid = register_case(RegisterCase(intake), context).case.uid
    move_case(MoveCase(uid, MoveName.VERIFY), context)
    move_case(MoveCase(uid, MoveName.ASSIGN, to_office_uid=village_of(district)), context)
    assert district.run_round().trouble is None

    end = by_stick(village, district, stick)
    assert uid in end.touched
    assert open_case(uid, village.context).case.status is Status.ASSIGNED
    proof = keep_file(PHOTO + b"sesudah", "sesudah.jpg", village.context)
    done = MoveCase(uid, MoveName.FOLLOW_UP, text="Jembatan diperbaiki.", files=(proof,))
    move_case(done, village.context)
    write_entry(WriteEntry(uid, EntryKind.NOTE, "Warga membantu."), village.context)
    summary = sync_summary(village.context)
    assert (summary.waiting, summary.files_waiting) != (0, 0)

    by_stick(village, district, stick)
    assert sync_summary(village.context).waiting == 0
    assert district.run_round().trouble is None
    seen = open_case(uid, context)
    assert seen.case.status is Status.FOLLOWED_UP
    assert "Warga membantu." in [entry.text for entry in seen.entries]
    assert read_file(proof.sha256, context) == PHOTO + b"sesudah"
    for path in stick.iterdir():
        content = path.read_bytes()
        assert NAME.encode() not in content
        assert b"Jembatan diperbaiki" not in content


def test_the_operator_answers_where_no_desk_has_a_line(regency: Regency, stick: Path) -> None:
    village = regency.desk("gandasuli")
    uid = register_case(RegisterCase(an_intake(village.context)), village.context).case.uid
    village.write_bundle(stick / "a.kurir")
    regency.server.cli("kurir", str(stick / "a.kurir"), str(stick / "b.kurir"))
    regency.server.kill()
    end = village.take_answer(stick / "b.kurir")
    assert (end.trouble, sync_summary(village.context).waiting) == (None, 0)
    assert open_case(uid, village.context).case.version > 0


def test_a_stick_of_another_regency_changes_nothing(
    regency: Regency, stick: Path, tmp_path: Path
) -> None:
    village = regency.desk("gandasuli")
    register_case(RegisterCase(an_intake(village.context)), village.context)
    village.write_bundle(stick / "a.kurir")
    district = regency.desk("bobotsari")
    answer = district.carry_bundle(stick / "a.kurir")
    with pytest.raises(ExpectedError) as refused:
        district.take_answer(answer)
    assert refused.value.trouble is Trouble.BUNDLE_FOREIGN
    assert sync_summary(village.context).waiting == 1
