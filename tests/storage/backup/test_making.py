"""A copy is made while people work, tried by itself, and has its name only when it is whole."""

from __future__ import annotations

import shutil
import threading
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.domain.backups import BackupCancelledError, BackupStage, Occasion
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.profile import Profile
from tests.builders import VERIFIER_UID
from tests.desk import PASSWORD
from tests.services.people import a_signer
from tests.storage.backup.conftest import CopiedDesk


def test_a_copy_says_what_it_holds(copied: CopiedDesk):
    made = copied.back_up()

    assert made.cases == 3
    assert made.counts["timeline_entry"] == 5
    assert (made.files, made.missing) == (1, 0)
    assert copied.copies.all() == [made]


def test_a_copy_alone_opens_with_the_password_and_its_files_are_there(
    copied: CopiedDesk, tmp_path: Path
):
    kept = copied.attach(b"yang kedua")
    made = copied.back_up()
    alone = tmp_path / "alone"
    shutil.copytree(copied.place / made.name, alone)
    shutil.copytree(copied.place / "files", alone / "files")

    with closing(Profile.open(alone, VERIFIER_UID, PASSWORD)) as opened:
        with opened.read() as work:
            assert work.cases.count() == 4
        assert opened.files.read(kept.sha256) == b"yang kedua"


def test_a_copy_alone_opens_with_the_recovery_code(copied: CopiedDesk, tmp_path: Path):
    code = copied.context.keys.new_recovery_code()
    made = copied.back_up()

    opened, holder = Profile.open_by_code(copied.place / made.name, code)

    with closing(opened), opened.read() as work:
        assert work.cases.count() == 3
    assert holder is None


def test_who_was_shut_out_gets_into_no_older_copy(copied: CopiedDesk):
    colleague = a_signer()
    copied.context.keys.set_password(colleague.uid, colleague.name, "sandi rekan")
    old = copied.back_up()
    copied.context.keys.remove([colleague.uid])
    copied.desk.clock.pass_days(1)

    copied.back_up()

    with pytest.raises(ExpectedError) as refused:
        Profile.open(copied.place / old.name, colleague.uid, "sandi rekan")
    assert refused.value.trouble is Trouble.WRONG_PASSWORD


def test_files_are_copied_once_for_all_copies(copied: CopiedDesk):
    copied.back_up()
    (stored,) = (copied.place / "files").glob("??/*")
    before = stored.stat().st_ino

    copied.back_up()

    assert [one.stat().st_ino for one in (copied.place / "files").glob("??/*")] == [before]


def test_nothing_in_a_copy_is_readable_and_no_name_tells_of_anybody(copied: CopiedDesk):
    copied.desk.registered(reporter_name="PENANDA RAHASIA", title="PENANDA JUDUL")
    copied.back_up()

    for path in copied.place.rglob("*"):
        assert "PENANDA" not in str(path)
        if path.is_file():
            assert b"PENANDA" not in path.read_bytes()


def test_saves_go_on_while_a_copy_is_made_and_the_copy_is_of_one_moment(copied: CopiedDesk):
    ended = threading.Event()
    saved: list[object] = []

    def work_on() -> None:
        while not ended.is_set():
            saved.append(copied.desk.registered())

    at_work = threading.Thread(target=work_on)
    at_work.start()
    try:
        made = copied.back_up()
    finally:
        ended.set()
        at_work.join()

    assert saved
    assert made.counts["case"] == made.counts["reporter"] == made.counts["outbox"] - 2


def test_a_copy_that_was_cancelled_leaves_nothing(copied: CopiedDesk):
    with pytest.raises(BackupCancelledError):
        copied.copies.make(
            Occasion.ASKED, copied.desk.clock(), tell=lambda _: None, cancelled=lambda: True
        )

    assert copied.copies.all() == []
    assert list(copied.place.iterdir()) == []


def test_progress_is_told_in_order(copied: CopiedDesk):
    told: list[BackupStage] = []
    copied.copies.make(
        Occasion.ASKED,
        copied.desk.clock(),
        tell=lambda progress: told.append(progress.stage),
        cancelled=lambda: False,
    )

    stages = list(dict.fromkeys(told))
    assert stages == [BackupStage.COPYING, BackupStage.FILES, BackupStage.TRYING]


def test_a_file_damaged_here_is_mended_from_its_copy(copied: CopiedDesk):
    kept = copied.attach(b"akan rusak")
    copied.back_up()
    path = copied.folder / "files" / kept.sha256[:2] / kept.sha256
    path.write_bytes(path.read_bytes()[:-1] + b"?")

    for _ in range(16):
        copied.desk.clock.pass_days(1)
        copied.back_up()

    assert copied.context.files.read(kept.sha256) == b"akan rusak"


def test_a_file_damaged_in_a_copy_is_mended_from_here(copied: CopiedDesk):
    kept = copied.attach(b"akan rusak")
    copied.back_up()
    path = copied.place / "files" / kept.sha256[:2] / kept.sha256
    sound = path.read_bytes()
    path.write_bytes(sound[:-1] + b"?")

    for _ in range(16):
        copied.desk.clock.pass_days(1)
        copied.back_up()

    assert path.read_bytes() == sound


def test_old_copies_go_and_the_files_that_only_they_named(copied: CopiedDesk):
    kept = copied.attach(b"lama sekali")
    old = copied.back_up()
    (copied.folder / "files" / kept.sha256[:2] / kept.sha256).unlink()
    for _ in range(14):
        copied.desk.clock.pass_days(31)
        copied.back_up()

    assert old.name not in [one.name for one in copied.copies.all()]
    assert not (copied.place / "files" / kept.sha256[:2] / kept.sha256).exists()
    assert len(list((copied.place / "files").glob("??/*"))) == 1


def test_the_second_place_gets_a_copy_that_was_tried_there(copied: CopiedDesk, tmp_path: Path):
    stick = tmp_path / "stick"
    stick.mkdir()
    copied.copies.claim(stick)
    made = copied.back_up()

    carried = copied.carry(made, stick)

    assert carried.counts == made.counts
    assert copied.copies.all(stick) == [carried]


def test_a_folder_without_its_mark_counts_as_gone_and_is_left_alone(
    copied: CopiedDesk, tmp_path: Path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    made = copied.back_up()

    with pytest.raises(ExpectedError) as refused:
        copied.carry(made, stick)

    assert refused.value.trouble is Trouble.BACKUP_PLACE_GONE
    assert refused.value.facts == {"place": "second"}
    assert list(stick.iterdir()) == []
