"""A file is replaced whole or not at all, and the disk's own troubles have words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.durable_file import explained_file_errors, write_durably


def test_a_file_is_replaced(tmp_path: Path):
    path = tmp_path / "keys.json"
    write_durably(path, b"lama")
    write_durably(path, b"baru")
    assert path.read_bytes() == b"baru"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_cannot_be_finished_leaves_nothing_behind(tmp_path: Path):
    path = tmp_path / "keys.json"
    path.mkdir()
    with pytest.raises((OSError, ExpectedError)):
        write_durably(path, b"baru")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (errno.ENOSPC, Trouble.DISK_FULL),
        (errno.EACCES, Trouble.FOLDER_READ_ONLY),
        (errno.EROFS, Trouble.FOLDER_READ_ONLY),
    ],
)
def test_what_a_person_can_act_on_is_named(code, trouble):
    with pytest.raises(ExpectedError) as refused, explained_file_errors():
        raise OSError(code, os.strerror(code))
    assert refused.value.trouble is trouble


def test_any_other_failure_stays_what_it_is():
    with pytest.raises(FileNotFoundError), explained_file_errors():
        raise OSError(errno.ENOENT, "gone")
