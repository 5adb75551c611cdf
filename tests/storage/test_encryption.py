"""A stolen disk tells nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.storage.key_file import KeyFile
from desktop_app.storage.profile import OpenProfile, Profile
from tests.builders import CLERK_UID, NOW, a_case, a_change, a_draft, a_reporter, an_identity
from tests.storage.secrets_for_tests import CHEAP, PASSWORD

MARKER = "ZEBRAKUNING"
SECRET_KEY = b"KUNCI-PERANGKAT-RAHASIA-32-BYTE!"


def write_the_marker_everywhere(profile: OpenProfile) -> None:
    case = a_case(title=MARKER, reporter_words=MARKER * 500)
    with profile.write() as work:
        work.cases.put(case)
        work.reporters.put(a_reporter(case_uid=case.uid, name=MARKER))
        work.drafts.keep(CLERK_UID, a_draft(reporter_name=MARKER), NOW)
        work.outbox.add(a_change(case_uid=case.uid, body={"set": {"title": MARKER}}))
        work.state.set_identity(an_identity(private_key=SECRET_KEY))
        work.commit()
    profile.files.keep(MARKER.encode() * 500)


def bytes_below(folder: Path) -> bytes:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) >= 4
    return b"\n".join(path.read_bytes() for path in files)


def test_nothing_that_was_typed_stands_in_any_file_open_or_closed(
    profile: OpenProfile, folder: Path
):
    write_the_marker_everywhere(profile)
    with profile.write() as work:  # the log still lies beside the database
        work.cases.put(a_case(title=MARKER))
        while_open = bytes_below(folder)
        work.commit()
    profile.close()
    for content in (while_open, bytes_below(folder)):
        for spelling in (MARKER.encode(), MARKER.encode("utf-16-le"), SECRET_KEY):
            assert spelling not in content
        assert SECRET_KEY.hex().encode() not in content
        assert PASSWORD.encode() not in content


def test_file_names_tell_nothing_either(profile: OpenProfile, folder: Path):
    write_the_marker_everywhere(profile)
    assert not any(MARKER in path.name for path in folder.rglob("*"))


def test_plain_sqlite_cannot_read_the_database(profile: OpenProfile, folder: Path):
    profile.close()
    with (
        closing(sqlite3.connect(folder / "office.db")) as plain,
        pytest.raises(sqlite3.DatabaseError, match="not a database"),
    ):
        plain.execute("SELECT count(*) FROM sqlite_master")


def test_two_profiles_with_one_password_have_different_keys(tmp_path: Path):
    keys = set()
    for name in ("a", "b"):
        Profile.create(tmp_path / name, CLERK_UID, "Sari", PASSWORD, cost=CHEAP).close()
        keys.add(KeyFile(tmp_path / name / "keys.json").unlock(CLERK_UID, PASSWORD))
    assert len(keys) == 2
