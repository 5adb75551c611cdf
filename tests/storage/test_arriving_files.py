"""A file that arrives in parts goes on where it stopped, and is whole or not there at all."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.file_store import EncryptedFiles
from tests.storage import arriving_process
from tests.storage.secrets_for_tests import KEY

ROOT = Path(__file__).resolve().parents[2]
SCAN = b"%PDF- pindaian rekaan " * 500
DIGEST = hashlib.sha256(SCAN).hexdigest()
DAY_SECONDS = 24 * 3600


class PowerCutError(Exception):
    """The machine went dark."""


@pytest.fixture
def files(tmp_path: Path) -> EncryptedFiles:
    """An empty store."""
    return EncryptedFiles(tmp_path / "files", KEY)


@pytest.fixture(scope="module")
def many_files(tmp_path_factory: pytest.TempPathFactory) -> EncryptedFiles:
    """One store for many examples."""
    return EncryptedFiles(tmp_path_factory.mktemp("files"), KEY)


def parts_of(tmp_path: Path, sha256: str = DIGEST) -> list[Path]:
    return sorted((tmp_path / "files" / "parts" / sha256).iterdir())


def add_halves(files: EncryptedFiles) -> None:
    files.add_part(DIGEST, SCAN[:5000])
    files.add_part(DIGEST, SCAN[5000:])


@given(whole=st.binary(min_size=1, max_size=400), cuts=st.sets(st.integers(0, 400), max_size=5))
def test_whatever_the_parts_the_file_is_the_same(many_files: EncryptedFiles, whole, cuts):
    sha256 = hashlib.sha256(whole).hexdigest()
    edges = sorted({0, len(whole), *(cut for cut in cuts if cut < len(whole))})
    for start, end in pairwise(edges):
        assert many_files.size_of_parts(sha256) == start
        many_files.add_part(sha256, whole[start:end])
    assert many_files.join_parts(sha256)
    assert many_files.read(sha256) == whole
    assert many_files.size_of_parts(sha256) == 0


def test_nothing_has_arrived_of_an_unknown_file(files: EncryptedFiles):
    assert files.size_of_parts(DIGEST) == 0
    assert not files.join_parts(DIGEST)


def test_a_file_that_is_still_arriving_is_not_there(files: EncryptedFiles):
    files.add_part(DIGEST, SCAN)
    assert not files.has(DIGEST)


def test_a_store_opened_anew_goes_on_where_the_other_stopped(files: EncryptedFiles, tmp_path: Path):
    files.add_part(DIGEST, SCAN[:5000])
    again = EncryptedFiles(tmp_path / "files", KEY)
    assert again.size_of_parts(DIGEST) == 5000
    again.add_part(DIGEST, SCAN[5000:])
    assert again.join_parts(DIGEST)
    assert again.read(DIGEST) == SCAN


def test_an_empty_part_is_no_part(files: EncryptedFiles):
    files.add_part(DIGEST, b"")
    add_halves(files)
    assert files.join_parts(DIGEST)


def test_parts_are_encrypted(files: EncryptedFiles, tmp_path: Path):
    add_halves(files)
    assert all(b"pindaian" not in part.read_bytes() for part in parts_of(tmp_path))


def test_content_that_differs_from_its_name_is_dropped(files: EncryptedFiles, tmp_path: Path):
    files.add_part(DIGEST, SCAN[:-1] + b"?")
    assert not files.join_parts(DIGEST)
    assert not files.has(DIGEST)
    assert files.size_of_parts(DIGEST) == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("place", [0, 10, 100, -1])
def test_a_damaged_part_makes_the_file_begin_anew(files: EncryptedFiles, tmp_path: Path, place):
    add_halves(files)
    sealed = bytearray(parts_of(tmp_path)[0].read_bytes())
    sealed[place] ^= 1
    parts_of(tmp_path)[0].write_bytes(sealed)
    assert not files.join_parts(DIGEST)
    assert files.size_of_parts(DIGEST) == 0
    add_halves(files)
    assert files.join_parts(DIGEST)


def test_parts_that_changed_places_are_no_file(files: EncryptedFiles, tmp_path: Path):
    add_halves(files)
    first, second = parts_of(tmp_path)
    swapped = second.read_bytes(), first.read_bytes()
    first.write_bytes(swapped[0])
    second.write_bytes(swapped[1])
    assert not files.join_parts(DIGEST)


@pytest.mark.parametrize("length", [0, 5, 32])
def test_a_part_that_was_emptied_is_fetched_again(files: EncryptedFiles, tmp_path: Path, length):
    add_halves(files)
    last = parts_of(tmp_path)[-1]
    last.write_bytes(last.read_bytes()[:length])
    assert files.size_of_parts(DIGEST) == 5000
    files.add_part(DIGEST, SCAN[5000:])
    assert files.join_parts(DIGEST)


@pytest.mark.parametrize("name", ["", "..", "../keys.json", "AB" * 32, "/"])
def test_what_is_no_digest_never_becomes_a_folder(files: EncryptedFiles, tmp_path: Path, name):
    with pytest.raises(ValueError, match="SHA-256"):
        files.add_part(name, SCAN)
    assert files.size_of_parts(name) == 0
    assert not files.join_parts(name)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_parts_of_a_file_that_never_came_whole_go_after_a_month(
    files: EncryptedFiles, tmp_path: Path
):
    other = "cd" * 32
    for name, days in ((DIGEST, 29), (other, 31)):
        files.add_part(name, SCAN)
        folder = parts_of(tmp_path, name)[0].parent
        then = folder.stat().st_mtime - days * DAY_SECONDS
        os.utime(folder, (then, then))
    again = EncryptedFiles(tmp_path / "files", KEY)
    assert again.size_of_parts(DIGEST) == len(SCAN)
    assert again.size_of_parts(other) == 0


def test_a_power_cut_before_a_part_is_on_the_disk_costs_this_part(
    files: EncryptedFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    files.add_part(DIGEST, SCAN[:5000])

    def cut(_handle: int) -> None:
        raise PowerCutError

    with monkeypatch.context() as dark:
        dark.setattr(os, "fsync", cut)
        with pytest.raises(PowerCutError):
            files.add_part(DIGEST, SCAN[5000:])
    again = EncryptedFiles(tmp_path / "files", KEY)
    assert again.size_of_parts(DIGEST) == 5000
    again.add_part(DIGEST, SCAN[5000:])
    assert again.join_parts(DIGEST)


def test_a_power_cut_while_parts_are_joined_leaves_the_parts_or_the_file(
    files: EncryptedFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    add_halves(files)

    def cut(_from: Path, _to: Path) -> Path:
        raise PowerCutError

    with monkeypatch.context() as dark:
        dark.setattr(Path, "replace", cut)
        with pytest.raises(PowerCutError):
            files.join_parts(DIGEST)
    again = EncryptedFiles(tmp_path / "files", KEY)
    assert not again.has(DIGEST)
    assert again.join_parts(DIGEST)
    assert again.read(DIGEST) == SCAN


def test_a_full_disk_keeps_what_had_arrived(files: EncryptedFiles, monkeypatch: pytest.MonkeyPatch):
    files.add_part(DIGEST, SCAN[:5000])

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as crowded:
        crowded.setattr(os, "fsync", full)
        with pytest.raises(ExpectedError) as refused:
            files.add_part(DIGEST, SCAN[5000:])
    assert refused.value.trouble is Trouble.DISK_FULL
    assert files.size_of_parts(DIGEST) == 5000


@pytest.mark.parametrize("acknowledged", [1, 9, 40])
def test_a_killed_program_leaves_every_part_it_acknowledged(tmp_path: Path, acknowledged):
    command = [sys.executable, "-m", "tests.storage.arriving_process", str(tmp_path)]
    program = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    said = [program.stdout.readline() for _ in range(acknowledged)]
    program.kill()
    said += program.communicate()[0].splitlines(keepends=True)
    told = [int(line) for line in said if line.endswith("\n")][-1]

    files = EncryptedFiles(tmp_path, KEY)
    kept = files.size_of_parts(arriving_process.DIGEST)
    assert kept in {told, told + arriving_process.PART}
    files.add_part(arriving_process.DIGEST, arriving_process.WHOLE[kept:])
    assert files.join_parts(arriving_process.DIGEST)
    assert files.read(arriving_process.DIGEST) == arriving_process.WHOLE
