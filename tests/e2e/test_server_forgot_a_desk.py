"""A desk enrolled after the server's backup: the server is put back, the desk joins it again."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import UUID

from desktop_app.demo.program import DESKS
from desktop_app.domain.cases import Status
from desktop_app.domain.errors import Trouble
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.open_case import open_case
from desktop_app.services.register_case import RegisterCase, register_case
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.ui.shell.doors import OpenDesk
from tests.desk import an_intake
from tests.e2e.conftest import Regency
from tests.e2e.test_two_desks import assigned_to_village, nothing_waits, round_of


def test_a_desk_enrolled_after_the_backup_joins_again_and_nothing_is_lost_or_doubled(
    regency: Regency, tmp_path: Path
) -> None:
    server = regency.server
    village = regency.desk("gandasuli")
    round_of(village)
    server.stop()
    shutil.copy(server.folder / "server.db", tmp_path / "backup.db")
    server.start()
    district = regency.desk("bobotsari")
    round_of(district)
    sent = assigned_to_village(district)
    round_of(district)
    round_of(village)
    write_entry(WriteEntry(sent, EntryKind.NOTE, "Desa sudah melihat."), village.context)
    round_of(village)
    round_of(district)

    server.stop()
    for path in server.folder.glob("server.db*"):
        path.unlink()
    shutil.copy(tmp_path / "backup.db", server.folder / "server.db")
    server.cli("restored")
    server.start()
    unsent = saved(district)
    forgotten = district.run_round()
    assert forgotten.trouble is not None
    assert forgotten.trouble.trouble is Trouble.DEVICE_UNKNOWN
    office, person = DESKS["bobotsari"]
    district.enrol_again(server.cli("code", "--office", office, "--person", person).strip())
    for desk in (district, village, district, village):
        round_of(desk)

    later = saved(district)
    round_of(district)
    assert nothing_waits(district)
    assert nothing_waits(village)
    assert len({number(district, uid) for uid in (sent, unsent, later)}) == 3
    here, there = (open_case(sent, desk.context) for desk in (district, village))
    assert here.case.status is there.case.status is Status.ASSIGNED
    texts = [[(entry.uid, entry.text) for entry in seen.entries] for seen in (here, there)]
    assert sorted(texts[0]) == sorted(texts[1])
    assert [text for _, text in texts[0]].count("Desa sudah melihat.") == 1
    other = regency.desk("bobotsari", profile="other")
    round_of(other)
    assert number(other, unsent) == number(district, unsent)
    assert number(other, later) == number(district, later)


def saved(desk: OpenDesk) -> UUID:
    return register_case(RegisterCase(an_intake(desk.context)), desk.context).case.uid


def number(desk: OpenDesk, case_uid: UUID) -> str:
    return open_case(case_uid, desk.context).case.register_number
