"""The tour is told to its end, shows what it says, and fails when a service does."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from tests.house.tree import ROOT
from tests.tour import camera

# The whole tour is one process with many windows and a server; pytest's own limit is for tests.
pytestmark = pytest.mark.timeout(400)

SHEETS = ("tanda-terima-aduan.pdf", "tanda-terima-informasi.pdf", "surat-tindak-lanjut.pdf")


@dataclass(frozen=True, slots=True)
class Tour:
    """A tour that was run: where its story is, how it ended and what it said."""

    out: Path
    code: int
    said: str

    @property
    def story(self) -> str:
        return (self.out / "tour.md").read_text(encoding="utf-8")

    @property
    def pictures(self) -> list[Path]:
        return sorted(self.out.glob("[0-9][0-9]-*.png"))


def run_tour(out: Path, *options: str) -> Tour:
    run = subprocess.run(
        [sys.executable, "-m", "tests.tour", "--out", str(out), *options],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Tour(out, run.returncode, run.stdout + run.stderr)


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Tour:
    return run_tour(tmp_path_factory.mktemp("tour"))


def words_on(sheet: Path) -> str:
    pages = PdfReader(sheet).pages
    return "\n".join(page.extract_text() for page in pages)


def test_the_story_is_told_to_its_end(tour: Tour):
    assert tour.code == 0, tour.said
    assert "its story is" in tour.said


def test_every_picture_is_numbered_in_order_and_shows_something(tour: Tour):
    numbers = [int(path.name[:2]) for path in tour.pictures]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 40
    for path in tour.pictures:
        image = QImage(str(path))
        assert image.width() in (1366, 1367), path  # half a pixel at 150 %
        assert camera.has_ink(image), path


def test_no_two_pictures_are_the_same(tour: Tour):
    assert len({path.read_bytes() for path in tour.pictures}) == len(tour.pictures)


def test_the_sheets_carry_the_numbers_that_the_screens_showed(tour: Tour):
    register_number = re.search(r"Nomor register (\S+) berlaku", tour.story)
    assert register_number is not None
    receipt, information, letter = (words_on(tour.out / name) for name in SHEETS)
    assert receipt.count(register_number[1]) == 2  # one half for the reporter, one for the office
    assert re.search(r"BBS/\d\d/A-000003-\w", information)
    assert "Penerusan Laporan Masyarakat" in letter
    assert register_number[1] in letter
    assert re.search(r"Nomor\s*:\s*\S+/001/Kec\.Bbs/\d{4}", letter)


def test_the_letter_to_the_village_does_not_name_the_reporter(tour: Tour):
    assert "Siti Aminah" in words_on(tour.out / SHEETS[0])
    assert "Siti Aminah" not in words_on(tour.out / SHEETS[2])


def test_the_story_shows_every_picture_and_links_every_sheet(tour: Tour):
    linked = set(re.findall(r"\]\(([^)]+)\)", tour.story))
    there = {path.name for path in tour.out.iterdir()} - {"tour.md"}
    assert linked == there


@pytest.mark.parametrize(
    ("service", "step"),
    [
        ("desktop_app.services.register_case:register_case", "walk_in"),
        ("desktop_app.services.move_case:move_case", "verify_and_assign"),
    ],
)
def test_a_broken_service_fails_the_tour_at_the_step_that_uses_it(
    service: str, step: str, tmp_path: Path
):
    broken = run_tour(tmp_path, "--sabotage", service)
    assert broken.code == 1
    assert f"The tour failed. step '{step}'" in broken.said
    assert (tmp_path / "failed.png").is_file()
