"""Whatever somebody does with people's data is in the audit trail, and can be checked by others."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.audit_check import Fault
from desktop_app.domain.audit_trail import AuditQuery
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.notices import NoticeKind
from desktop_app.domain.people import Role
from desktop_app.domain.workflow import MoveName
from desktop_app.services.access.change_password import ChangePassword, change_password
from desktop_app.services.access.keyring_opening import turn_keyring_off, turn_keyring_on
from desktop_app.services.access.let_in import let_in
from desktop_app.services.access.lock_setting import set_lock_after
from desktop_app.services.access.recovery_code import renew_recovery_code
from desktop_app.services.access.shut_out import shut_out
from desktop_app.services.audit.check_trail import check_everything, check_what_is_new
from desktop_app.services.audit.export_trail import export_trail
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.audit.read_trail import PAGE, Wanted, trail_page
from desktop_app.services.audit.seeing import FOLDED_FOR, SeenCases
from desktop_app.services.context import DeskContext
from desktop_app.services.correct_case import CorrectCase, correct_case
from desktop_app.services.move_case import MoveCase, move_case
from desktop_app.services.sync_centre.file_lane_choice import FilesTravel, choose_files_travel
from desktop_app.storage.engine import connect_raw
from desktop_app.storage.key_file import KeyFile
from tests.builders import CLERK_UID, a_person
from tests.desk import PASSWORD, Desk, a_desk
from tests.house.tree import ROOT
from tests.keyrings import MemoryKeyring, the_keyring


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    colleague = a_person(uid=CLERK_UID, name="=SUM(A1) Rekaan")
    with a_desk(tmp_path, signer=colleague) as made:
        yield made


def admin(desk: Desk) -> DeskContext:
    return desk.with_roles(Role.OFFICE_ADMIN, Role.VERIFIER, Role.CLERK)


def noted(desk: Desk) -> list[tuple[str, dict[str, str]]]:
    """What was noted but that the chain began, the oldest first."""
    with desk.profile.read() as work:
        rows = work.audit.page(AuditQuery(), before=None, most=1000)
    entries = [row.entry for row in reversed(rows) if row.entry is not None]
    assert all(entry.device_uid == desk.context.device.device_uid for entry in entries)
    return [(entry.kind, dict(entry.facts)) for entry in entries[1:]]


def attack(folder: Path, person: DeskContext, statement: str) -> None:
    """Change the database as somebody could who has its key."""
    key = KeyFile(folder / "profile/keys.json").unlock(person.person.uid, PASSWORD)
    connection = connect_raw(folder / "profile/office.db", key)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_every_save_is_one_entry_that_says_what_was_done(desk: Desk):
    case = desk.registered().case
    move_case(MoveCase(case.uid, MoveName.VERIFY), desk.context)
    correct_case(CorrectCase(case.uid, title="Judul lain", place="RT 09"), desk.context)
    assert noted(desk) == [
        ("changed", {"what": "case.create"}),
        ("changed", {"what": "case.move:verify"}),
        ("changed", {"what": "case.set:place+title"}),
    ]


def test_a_save_that_was_refused_notes_nothing(desk: Desk):
    case = desk.registered().case
    with pytest.raises(ExpectedError):
        move_case(MoveCase(case.uid, MoveName.CLOSE), desk.context)
    assert len(noted(desk)) == 1


def test_no_word_that_somebody_typed_is_in_the_trail(desk: Desk):
    desk.registered(reporter_name="Wagiman Contoh", title="Kambing hilang", words="Rahasia besar")
    with desk.profile.read() as work:
        rows = work.audit.stored(first=1, last=9, most=9)
    text = "".join(row.entry.line for row in rows if row.entry is not None)
    for word in ("Wagiman", "Kambing", "Rahasia", "3456", "BBS"):
        assert word not in text


def test_ways_in_that_are_given_and_taken_are_noted(desk: Desk):
    context = admin(desk)
    change_password(ChangePassword(PASSWORD, "sandi-baru-1", "sandi-baru-1"), context)
    let_in(CLERK_UID, context)
    shut_out(CLERK_UID, context)
    renew_recovery_code(context)
    choose_files_travel(FilesTravel.ALWAYS, context)
    whom = {"whom": str(CLERK_UID)}
    assert noted(desk) == [
        ("password_changed", {}),
        ("code_given", whom),
        ("shut_out", whom),
        ("recovery_code_made", {}),
        ("settings_changed", {"to": "always", "what": "files_travel"}),
    ]


def test_who_changes_the_lock_or_the_keyring_is_noted(desk: Desk):
    with the_keyring(MemoryKeyring()):
        set_lock_after(30, desk.context)
        turn_keyring_on(PASSWORD, desk.context)
        turn_keyring_off(desk.context)
    assert noted(desk) == [
        ("settings_changed", {"to": "30", "what": "lock_after"}),
        ("settings_changed", {"to": "on", "what": "keyring"}),
        ("settings_changed", {"to": "off", "what": "keyring"}),
    ]


def test_going_back_to_a_case_within_minutes_is_one_look_at_it(desk: Desk):
    case_uid = desk.registered().case.uid
    seen = SeenCases(desk.context)
    assert seen.is_news(case_uid, with_identity=False)
    assert not seen.is_news(case_uid, with_identity=False)
    assert seen.is_news(case_uid, with_identity=True)
    desk.clock.now += FOLDED_FOR
    assert seen.is_news(case_uid, with_identity=False)
    seen.forget(case_uid)
    assert seen.is_news(case_uid, with_identity=False)


def test_a_clock_that_was_set_back_hides_no_look(desk: Desk):
    case_uid = desk.registered().case.uid
    seen = SeenCases(desk.context)
    seen.is_news(case_uid, with_identity=True)
    desk.clock.now -= timedelta(days=1)
    assert seen.is_news(case_uid, with_identity=True)


def test_a_trail_that_nobody_touched_is_whole_and_the_check_is_noted(desk: Desk):
    for _ in range(4):
        desk.registered()
    told: list[tuple[int, int]] = []
    check = check_everything(admin(desk), progress=lambda done, total: told.append((done, total)))
    assert (check.checked, check.findings, told) == (5, (), [(5, 5)])
    assert noted(desk)[-1] == ("trail_checked", {"entries": "5", "faults": "0"})


def test_a_check_can_be_stopped(desk: Desk):
    desk.registered()
    check = check_everything(admin(desk), cancelled=lambda: True)
    assert check.cancelled
    assert noted(desk)[-1][0] == "changed"


def test_the_check_at_the_start_goes_on_where_the_last_one_ended(desk: Desk):
    desk.registered()
    assert check_what_is_new(desk.context).checked == 2
    desk.registered()
    assert check_what_is_new(desk.context).checked == 2
    with desk.profile.read() as work:
        assert work.audit.checked() == work.audit.head()


@pytest.mark.parametrize(
    ("statement", "fault", "number"),
    [
        ("DELETE FROM audit_entry WHERE number = 3", Fault.MISSING, 3),
        ("DELETE FROM audit_entry WHERE number = 4", Fault.MISSING, 4),
        ("UPDATE audit_entry SET kind = 'seen' WHERE number = 3", Fault.ALTERED, 3),
    ],
)
def test_people_are_told_at_the_start_of_what_was_altered_or_removed(
    desk: Desk, tmp_path: Path, statement: str, fault: Fault, number: int
):
    for _ in range(3):
        desk.registered()
    attack(tmp_path, desk.context, statement)
    for _ in range(2):
        [found] = check_what_is_new(desk.context).findings
        assert (found.fault, found.first) == (fault, number)
    with desk.profile.read() as work:
        [notice] = work.notices.all()
    assert (notice.kind, notice.facts["number"]) == (NoticeKind.TRAIL_BROKEN, str(number))


def test_entries_that_the_server_keeps_must_be_those_here(desk: Desk):
    for _ in range(3):
        desk.registered()
    with desk.profile.write() as work:
        work.audit.set_kept(replace(work.audit.head(), hash=bytes(31) + b"\1"))
        work.commit()
    [found] = check_everything(admin(desk)).findings
    assert (found.fault, found.first) == (Fault.REPLACED, 4)


def test_who_may_not_see_all_sees_what_they_did(desk: Desk):
    desk.registered()
    other = replace(desk.context, person=a_person(uid=CLERK_UID))
    note_alone(AuditKind.PRINTED, other)
    own = trail_page(Wanted(), desk.context)
    assert own.only_own
    assert {line.entry.person_uid for line in own.lines if line.entry} == {desk.context.person.uid}
    everything = trail_page(Wanted(), admin(desk))
    assert not everything.only_own
    assert [line.number for line in everything.lines] == [3, 2, 1]


def test_a_page_names_people_and_cases_and_goes_on(desk: Desk):
    case = desk.registered().case
    for _ in range(PAGE):
        note_alone(AuditKind.SEEN, desk.context, case_uid=case.uid)
    first = trail_page(Wanted(), admin(desk))
    assert (len(first.lines), first.more) == (PAGE, True)
    assert first.lines[0].case_number == case.register_number
    assert first.lines[0].person == desk.context.person.name
    last = trail_page(Wanted(), admin(desk), before=first.lines[-1].number)
    assert ([line.number for line in last.lines], last.more) == ([2, 1], False)
    of_kind = trail_page(Wanted(kind=AuditKind.CHANGED), admin(desk))
    assert [line.number for line in of_kind.lines] == [2]
    today = desk.context.today()
    assert len(trail_page(Wanted(first_day=today, last_day=today), admin(desk)).lines) == PAGE
    before = today - timedelta(days=1)
    assert trail_page(Wanted(last_day=before), admin(desk)).lines == ()


def test_an_entry_that_was_altered_is_marked_on_its_page(desk: Desk, tmp_path: Path):
    desk.registered()
    desk.registered()
    attack(tmp_path, desk.context, "UPDATE audit_entry SET facts = '{' WHERE number = 2")
    lines = trail_page(Wanted(), admin(desk)).lines
    assert [(line.number, line.is_whole) for line in lines] == [(3, True), (2, False), (1, True)]


def exported(desk: Desk, folder: Path) -> Path:
    target = BytesIO()
    assert export_trail(target, admin(desk))
    with zipfile.ZipFile(target) as archive:
        archive.extractall(folder)
    return folder


def checked_by_an_inspector(folder: Path) -> tuple[int, str]:
    """Run the program in the archive as it says, with the standard library alone."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "periksa.py"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout.strip()


def test_an_inspector_checks_an_export_with_no_program_of_ours(desk: Desk, tmp_path: Path):
    desk.registered()
    folder = exported(desk, tmp_path / "pemeriksa")
    assert checked_by_an_inspector(folder) == (0, "utuh: 3 catatan")
    proof = json.loads((folder / "bukti.json").read_text(encoding="utf-8"))
    assert proof["nomor_terakhir"] == 3
    lines = (folder / "jejak-audit.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[-1])["facts"] == {"what": "trail"}


def test_an_inspector_finds_what_was_altered_or_removed(desk: Desk, tmp_path: Path):
    for _ in range(3):
        desk.registered()
    attack(tmp_path, desk.context, "UPDATE audit_entry SET kind = 'seen' WHERE number = 3")
    folder = exported(desk, tmp_path / "pemeriksa")
    code, said = checked_by_an_inspector(folder)
    assert (code, said) == (1, "catatan 4 tidak menyambung: 3 diubah atau diganti")
    lines = (folder / "jejak-audit.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "jejak-audit.jsonl").write_bytes(b"".join(lines[:1] + lines[3:]))
    code, said = checked_by_an_inspector(folder)
    assert (code, said) == (1, "catatan 2 sampai 3 hilang")


def test_the_signature_of_an_export_is_that_of_this_desk(desk: Desk, tmp_path: Path):
    import base64

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    desk.registered()
    folder = exported(desk, tmp_path / "pemeriksa")
    proof = json.loads((folder / "bukti.json").read_text(encoding="utf-8"))
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(proof["kunci_publik_ed25519"]))
    key.verify(base64.b64decode(proof["tanda_tangan"]), proof["yang_ditandatangani"].encode())
    assert proof["sidik_jari_terakhir"] in proof["yang_ditandatangani"]


def test_no_name_in_the_table_becomes_a_formula(desk: Desk, tmp_path: Path):
    note_alone(AuditKind.PRINTED, replace(desk.context, person=a_person(uid=CLERK_UID)))
    folder = exported(desk, tmp_path / "pemeriksa")
    table = (folder / "jejak-audit.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[0].startswith("nomor;waktu;petugas;")
    assert ";'=SUM(A1) Rekaan;" in table[2]


def test_an_export_can_be_stopped(desk: Desk):
    desk.registered()
    assert not export_trail(BytesIO(), admin(desk), cancelled=lambda: True)


def test_the_words_for_an_inspector_name_what_is_in_the_archive(desk: Desk, tmp_path: Path):
    desk.registered()
    folder = exported(desk, tmp_path / "pemeriksa")
    words = (folder / "BACA-SAYA.txt").read_text(encoding="utf-8")
    for file in folder.iterdir():
        assert file.name in words or file.name == "BACA-SAYA.txt"
    assert (ROOT / "docs/audit.md").exists()


def test_only_those_with_the_right_check_and_export(desk: Desk):
    with pytest.raises(ExpectedError) as unchecked:
        check_everything(desk.context)
    with pytest.raises(ExpectedError) as unexported:
        export_trail(BytesIO(), desk.context)
    assert unchecked.value.trouble is unexported.value.trouble is Trouble.NOT_ALLOWED
