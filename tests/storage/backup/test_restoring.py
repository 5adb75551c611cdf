"""A return to a copy: what stood there is kept, what was not sent comes along."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.backups import Backup, Occasion, Restored
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.ports import UnitOfWork
from desktop_app.services.backup.after_restore import settler
from desktop_app.storage.backup.carry_over import TABLES, CarriedOver
from desktop_app.storage.backup.copies import own_place, second_place
from desktop_app.storage.backup.found import copies_in
from desktop_app.storage.backup.making import Watch
from desktop_app.storage.engine import ClosedForGoodError
from desktop_app.storage.metadata import METADATA
from desktop_app.storage.profile import OpenProfile, Profile
from desktop_app.storage.profile_keys import LockedKeys
from tests.builders import VERIFIER_UID
from tests.desk import PASSWORD
from tests.storage.backup.conftest import ZONE, CopiedDesk

NOBODY = Watch()


def leave_be(_work: UnitOfWork, _carried: CarriedOver, _backup: Backup) -> None:
    """Change nothing in the new database."""


def back_to(copied: CopiedDesk, backup: Backup, elsewhere: Path | None = None) -> Restored:
    """Close the desk and return to a copy, as the page does."""
    clock = copied.desk.clock
    clock.pass_days(1 / 1440)
    settle = settler(clock(), ZONE, person_uid=None, read_anew=lambda _work: None)
    return copied.desk.profile.restore(
        backup.name, elsewhere, at=clock(), settle=settle, watch=NOBODY
    )


def opened(folder: Path) -> OpenProfile:
    return Profile.open(folder, VERIFIER_UID, PASSWORD)


def break_page(path: Path, page: int, size: int = 4096) -> None:
    """Flip one byte in a page of a database."""
    with path.open("r+b") as file:
        file.seek(page * size + 100)
        byte = file.read(1)[0]
        file.seek(page * size + 100)
        file.write(bytes([byte ^ 1]))


def test_the_preview_counts_what_only_one_of_the_two_has(copied: CopiedDesk):
    made = copied.back_up()
    copied.desk.registered()
    copied.attach(b"sesudah")

    preview = copied.copies.preview(made.name)

    assert preview.is_readable
    case = preview.changes["case"]
    assert case is not None
    assert (case.only_now, case.only_then) == (2, 0)
    with copied.desk.profile.read() as work:
        assert preview.unsent == work.outbox.count_waiting()


def test_unsent_work_since_the_copy_comes_along_and_nothing_else_is_lost(copied: CopiedDesk):
    made = copied.back_up()
    later = [copied.desk.registered().case for _ in range(3)]
    kept = copied.attach(b"sesudah")
    with copied.desk.profile.read() as work:
        waiting = [change.uid for change in work.outbox.waiting(1000)]

    done = back_to(copied, made)

    assert done.unread == ()
    assert done.unsent == len(waiting)
    with closing(opened(copied.folder)) as profile, profile.read() as work:
        assert [change.uid for change in work.outbox.waiting(1000)] == waiting
        assert all(work.cases.get(case.uid) is not None for case in later)
        assert work.cases.count() == 7
        assert profile.files.read(kept.sha256) == b"sesudah"


def test_the_audit_trail_goes_on_as_one_chain_and_tells_of_the_return(copied: CopiedDesk):
    made = copied.back_up()
    copied.desk.registered()
    with copied.desk.profile.read() as work:
        before = work.audit.stored(first=1, last=1000, most=1000)

    back_to(copied, made)

    with closing(opened(copied.folder)) as profile, profile.read() as work:
        after = work.audit.stored(first=1, last=1000, most=1000)
        assert work.audit.head().hash == after[-1].hash
    assert after[:-1] == before
    newest = after[-1].entry
    assert newest is not None
    assert newest.kind == AuditKind.BACKUP_RESTORED.value
    assert newest.previous == before[-1].hash


def test_register_and_letter_numbers_go_on_where_they_were(copied: CopiedDesk):
    made = copied.back_up()
    last = copied.desk.registered().case.register_number

    back_to(copied, made)

    with closing(opened(copied.folder)) as profile, profile.write() as work:
        assert work.numbers.next_register_sequence(2026) == int(last.split("-")[1]) + 1


def test_the_state_before_is_a_copy_and_the_return_can_be_taken_back(copied: CopiedDesk):
    made = copied.back_up()
    lost = copied.desk.registered().case
    with copied.desk.profile.write() as work:
        work.outbox.take([change.uid for change in work.outbox.waiting(1000)], copied.desk.clock())
        work.commit()
    done = back_to(copied, made)
    with closing(opened(copied.folder)) as profile, profile.read() as work:
        assert work.cases.get(lost.uid) is None  # the server would give it again

    with closing(opened(copied.folder)) as profile:
        before = next(one for one in profile.copies(ZONE).all() if one.name == done.kept_aside)
        assert before.occasion is Occasion.BEFORE_RESTORE
        copied.desk.clock.pass_days(1)
        profile.restore(before.name, None, at=copied.desk.clock(), settle=leave_be, watch=NOBODY)

    with closing(opened(copied.folder)) as profile, profile.read() as work:
        assert work.cases.get(lost.uid) is not None


def test_a_lost_database_comes_back_and_leaps_over_the_numbers_nobody_knows(copied: CopiedDesk):
    made = copied.back_up()
    last = copied.desk.registered().case.register_number
    copied.desk.profile.close()
    for path in copied.folder.glob("office.db*"):
        path.unlink()

    done = back_to(copied, made)

    assert done.numbers_leaped
    with closing(opened(copied.folder)) as profile, profile.write() as work:
        assert work.cases.count() == 3
        assert work.numbers.next_register_sequence(2026) > int(last.split("-")[1]) + 500
        assert work.numbers.letter_block(2026, copied.desk.context.today()) is None


def test_a_damaged_database_is_kept_as_it_lies(copied: CopiedDesk):
    made = copied.back_up()
    copied.desk.profile.close()
    database = copied.folder / "office.db"
    for page in range(1, database.stat().st_size // 4096):
        break_page(database, page)
    damaged = database.read_bytes()

    done = back_to(copied, made)

    assert done.kept_aside.startswith("aside/")
    assert (copied.folder / done.kept_aside / "office.db").read_bytes() == damaged
    with closing(opened(copied.folder)) as profile, profile.read() as work:
        assert work.cases.count() == 3


def test_a_profile_that_is_gone_comes_back_from_a_stick_with_a_password(
    copied: CopiedDesk, tmp_path: Path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    kept = copied.attach(b"di stik")
    copied.copies.claim(stick)
    copied.carry(copied.back_up(), stick)
    copied.desk.profile.close()
    shutil.rmtree(copied.folder)
    ((place, backup),) = copies_in(stick)
    key = LockedKeys(place.folder_of(backup), copied.desk.clock).unlock(VERIFIER_UID, PASSWORD)

    settle = settler(copied.desk.clock(), ZONE, person_uid=None, read_anew=lambda _work: None)
    Profile.restore(
        copied.folder, key, place, backup.name, at=copied.desk.clock(), settle=settle, watch=NOBODY
    )

    with closing(opened(copied.folder)) as profile, profile.read() as work:
        assert work.cases.count() == 4
        assert profile.files.read(kept.sha256) == b"di stik"


def test_a_copy_gone_bad_is_refused_and_nothing_changes(copied: CopiedDesk):
    made = copied.back_up()
    break_page(copied.place / made.name / "office.db", 3)
    copied.desk.registered()

    with pytest.raises(ExpectedError) as refused:
        back_to(copied, made)

    assert refused.value.trouble is Trouble.BACKUP_DAMAGED
    with closing(opened(copied.folder)) as profile, profile.read() as work:
        assert work.cases.count() == 4
    assert not list(copied.folder.glob("office.db.*"))


def test_who_comes_late_opens_nothing_while_a_copy_takes_the_place(copied: CopiedDesk):
    made = copied.back_up()

    back_to(copied, made)

    with pytest.raises(ClosedForGoodError):
        copied.desk.registered()


def test_a_profile_that_somebody_has_open_is_not_put_back(copied: CopiedDesk):
    made = copied.back_up()

    with pytest.raises(ExpectedError) as refused:
        Profile.restore(
            copied.folder,
            b"k" * 32,
            own_place(copied.folder),
            made.name,
            at=copied.desk.clock(),
            settle=leave_be,
            watch=NOBODY,
        )

    assert refused.value.trouble is Trouble.PROFILE_IN_USE


def test_of_every_table_it_is_said_what_becomes_of_it():
    assert set(METADATA.tables) == TABLES


def test_two_profiles_in_one_folder_keep_apart(copied: CopiedDesk, tmp_path: Path):
    assert second_place(tmp_path, b"a" * 32).folder != second_place(tmp_path, b"b" * 32).folder
