"""A file lies safe and encrypted before it belongs to a case."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from desktop_app.domain.attachments import LARGEST_FILE
from desktop_app.domain.errors import ExpectedError, Problem, ProblemCode, Trouble
from desktop_app.services.keep_file import keep_file, kept_file
from tests.desk import Desk


def test_a_kept_file_comes_back_byte_by_byte(desk: Desk) -> None:
    content = bytes(range(256)) * 300
    kept = keep_file(content, "rekaman.bin", desk.context)
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert (kept.name, kept.size) == ("rekaman.bin", len(content))
    assert desk.context.files.read(kept.sha256) == content


def test_the_first_bytes_say_what_it_is_whatever_its_name_claims(desk: Desk) -> None:
    kept = keep_file(b"\xff\xd8\xff\xe0 foto", "surat.pdf", desk.context)
    assert kept.media_type == "image/jpeg"


def test_a_draft_describes_its_file_as_when_it_was_kept(desk: Desk) -> None:
    kept = keep_file(b"%PDF-1.4", "surat.pdf", desk.context)
    assert kept_file(kept.sha256, kept.name, desk.context) == kept


def test_the_same_file_twice_is_stored_once(desk: Desk, tmp_path: Path) -> None:
    first = keep_file(b"sama", "a.txt", desk.context)
    before = [path for path in tmp_path.rglob("*") if path.is_file()]
    second = keep_file(b"sama", "b.txt", desk.context)
    assert second.sha256 == first.sha256
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == before


def test_a_file_never_lies_readable_on_the_disk_nor_under_its_name(
    desk: Desk, tmp_path: Path
) -> None:
    keep_file(b"isi sangat rahasia sekali", "ktp-wagiman.jpg", desk.context)
    for path in tmp_path.rglob("*"):
        assert "wagiman" not in path.name
        if path.is_file():
            assert b"sangat rahasia" not in path.read_bytes()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ProblemCode.FILE_EMPTY),
        (b"x" * (LARGEST_FILE + 1), ProblemCode.FILE_TOO_LARGE),
    ],
    ids=["empty", "too large"],
)
def test_a_file_that_cannot_be_sent_is_refused_beside_its_field(
    desk: Desk, content: bytes, code: ProblemCode
) -> None:
    with pytest.raises(ExpectedError) as refused:
        keep_file(content, "berkas", desk.context)
    assert refused.value.trouble is Trouble.PROBLEMS
    assert refused.value.problems == (Problem("files", code),)


def test_the_largest_file_is_taken(desk: Desk) -> None:
    kept = keep_file(b"x" * LARGEST_FILE, "video.mp4", desk.context)
    assert desk.context.files.has(kept.sha256)


def test_a_file_that_is_not_there_is_named_as_missing(desk: Desk) -> None:
    with pytest.raises(ExpectedError) as refused:
        kept_file("../../office.db", "office.db", desk.context)
    assert refused.value.trouble is Trouble.FILE_MISSING
