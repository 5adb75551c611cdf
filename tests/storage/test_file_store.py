"""Files are kept by what they hold, encrypted, and checked whenever they are read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.storage.file_store import EncryptedFiles
from tests.storage.secrets_for_tests import KEY

PHOTO = b"\xff\xd8\xff foto jalan rusak " * 400


@pytest.fixture
def files(tmp_path: Path) -> EncryptedFiles:
    """An empty store."""
    return EncryptedFiles(tmp_path / "files", KEY)


@pytest.fixture(scope="module")
def many_files(tmp_path_factory: pytest.TempPathFactory) -> EncryptedFiles:
    """One store for many examples."""
    return EncryptedFiles(tmp_path_factory.mktemp("files"), KEY)


def only_file(tmp_path: Path) -> Path:
    (path,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    return path


def trouble_of_reading(files: EncryptedFiles, sha256: str) -> Trouble:
    with pytest.raises(ExpectedError) as refused:
        files.read(sha256)
    return refused.value.trouble


@given(content=st.binary(max_size=5000))
def test_what_is_kept_can_be_read_by_its_digest(many_files: EncryptedFiles, content):
    sha256 = many_files.keep(content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert many_files.has(sha256)
    assert many_files.read(sha256) == content


def test_keeping_twice_is_once(files: EncryptedFiles, tmp_path: Path):
    assert files.keep(PHOTO) == files.keep(PHOTO)
    path = only_file(tmp_path)
    assert path.relative_to(tmp_path).as_posix() == f"files/{path.name[:2]}/{path.name}"


def test_a_store_opened_anew_still_reads_its_files(files: EncryptedFiles, tmp_path: Path):
    sha256 = files.keep(PHOTO)
    assert EncryptedFiles(tmp_path / "files", KEY).read(sha256) == PHOTO


def test_the_content_is_encrypted(files: EncryptedFiles, tmp_path: Path):
    files.keep(PHOTO)
    assert b"foto jalan" not in only_file(tmp_path).read_bytes()


def test_another_key_cannot_read_it(files: EncryptedFiles, tmp_path: Path):
    sha256 = files.keep(PHOTO)
    other = EncryptedFiles(tmp_path / "files", bytes(32))
    assert trouble_of_reading(other, sha256) is Trouble.FILE_UNREADABLE


def test_a_file_that_is_not_there_is_missing(files: EncryptedFiles):
    assert not files.has("ab" * 32)
    assert trouble_of_reading(files, "ab" * 32) is Trouble.FILE_MISSING


@pytest.mark.parametrize("name", ["", "..", "../keys.json", "AB" * 32, "ab" * 32 + "\n", "/"])
def test_what_is_no_digest_never_becomes_a_path(files: EncryptedFiles, tmp_path: Path, name):
    (tmp_path / "keys.json").write_text("{}")
    assert not files.has(name)
    assert trouble_of_reading(files, name) is Trouble.FILE_MISSING


@pytest.mark.parametrize("place", [0, 6, 40, -1])
def test_one_changed_byte_makes_a_file_unreadable(files: EncryptedFiles, tmp_path: Path, place):
    sha256 = files.keep(PHOTO)
    sealed = bytearray(only_file(tmp_path).read_bytes())
    sealed[place] ^= 1
    only_file(tmp_path).write_bytes(sealed)
    assert trouble_of_reading(files, sha256) is Trouble.FILE_UNREADABLE


@pytest.mark.parametrize("length", [0, 3, 16, 1000])
def test_a_file_cut_short_is_unreadable(files: EncryptedFiles, tmp_path: Path, length):
    sha256 = files.keep(PHOTO)
    sealed = only_file(tmp_path).read_bytes()
    only_file(tmp_path).write_bytes(sealed[:length])
    assert trouble_of_reading(files, sha256) is Trouble.FILE_UNREADABLE


def test_a_file_under_another_files_name_is_unreadable(files: EncryptedFiles, tmp_path: Path):
    one, other = files.keep(b"satu"), files.keep(b"dua")
    below = tmp_path / "files"
    (below / one[:2] / one).replace(below / other[:2] / other)
    assert trouble_of_reading(files, other) is Trouble.FILE_UNREADABLE


def test_keeping_a_damaged_file_again_heals_it(files: EncryptedFiles, tmp_path: Path):
    sha256 = files.keep(PHOTO)
    only_file(tmp_path).write_bytes(b"rusak")
    assert files.keep(PHOTO) == sha256
    assert files.read(sha256) == PHOTO
