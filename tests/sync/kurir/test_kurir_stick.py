"""On a stick lies a whole file or none, and what is wrong with the stick is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync.kurir.stick import opened_bundle, whole_file

CONTENT = bytes(range(256)) * 1000


def test_a_file_has_its_name_when_it_is_whole(tmp_path: Path):
    path = tmp_path / "a.kurir"
    with whole_file(path) as file:
        file.write(CONTENT)
        assert not path.exists()
    assert path.read_bytes() == CONTENT
    assert list(tmp_path.iterdir()) == [path]
    with opened_bundle(path) as file:
        assert file.read() == CONTENT


def test_a_file_that_was_not_finished_leaves_nothing(tmp_path: Path):
    path = tmp_path / "a.kurir"
    path.write_bytes(b"the one before")
    with pytest.raises(ExpectedError), whole_file(path) as file:
        file.write(CONTENT)
        raise ExpectedError(Trouble.SERVER_UNREACHABLE)
    assert path.read_bytes() == b"the one before"
    assert list(tmp_path.iterdir()) == [path]


if sys.platform != "win32":  # there is no full device to write to on Windows

    def test_a_full_stick_is_said_and_left_as_it_was(tmp_path: Path):
        path = tmp_path / "a.kurir"
        (tmp_path / ".a.kurir.part").symlink_to("/dev/full")
        with pytest.raises(ExpectedError) as caught, whole_file(path) as file:
            file.write(CONTENT)
        assert caught.value.trouble is Trouble.STICK_FULL
        assert list(tmp_path.iterdir()) == []


def test_a_stick_that_takes_no_file_is_said(tmp_path: Path):
    with pytest.raises(ExpectedError) as caught, whole_file(tmp_path / "none" / "a.kurir"):
        pass
    assert caught.value.trouble is Trouble.FOLDER_READ_ONLY


def test_a_stick_that_was_pulled_out_is_said(tmp_path: Path):
    folder = tmp_path / "stick"
    folder.mkdir()
    with pytest.raises(ExpectedError) as caught, whole_file(folder / "a.kurir") as file:
        file.write(CONTENT)
        (folder / ".a.kurir.part").unlink()
        folder.rmdir()
    assert caught.value.trouble is Trouble.FOLDER_READ_ONLY
