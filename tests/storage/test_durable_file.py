"""A file is replaced whole or not at all, and the disk's own troubles have words."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.durable_file import (
    explained_file_errors,
    replace_patiently,
    write_durably,
)


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


NOBODY = 65534


def renamed_by_nobody(folder: Path, *, let_go_after: float | None) -> bool:
    """Rename a file in a folder that is closed, maybe for a moment, as somebody without rights."""
    (folder / "a.part").write_bytes(b"baru")
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    folder.chmod(0o555)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.chdir(folder)
            if os.geteuid() == 0:
                os.setuid(NOBODY)
            if let_go_after is not None:
                threading.Timer(let_go_after, os.chmod, [".", 0o755]).start()
            replace_patiently(Path("a.part"), Path("a"))
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    folder.chmod(0o755)
    return os.waitstatus_to_exitcode(status) == 0


def test_a_name_that_an_antivirus_holds_for_a_moment_is_given_when_it_lets_go(tmp_path: Path):
    assert renamed_by_nobody(tmp_path, let_go_after=0.2)
    assert (tmp_path / "a").read_bytes() == b"baru"


def test_a_name_that_stays_closed_is_given_up(tmp_path: Path):
    assert not renamed_by_nobody(tmp_path, let_go_after=None)
    assert (tmp_path / "a.part").exists()
