"""Writes tour.md: the story with its pictures, and the printed sheets beside it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.tour.stage import Told
from tests.tour.story import Kind, Line

_INTRODUCTION = """\
# Satu kasus, dua meja

Cerita ini dijalankan oleh program sungguhan: setiap gambar diambil dari jendela yang digerakkan
dengan tombol dan tetikus. Semua nama, nomor, dan peristiwa di dalamnya rekaan.
"""
_MADE = ("[0-9][0-9]-*.png", "*.pdf", "sheet-*.png", "failed.png", "tour.md")
_DOTS_PER_INCH = "80"


def clear(out: Path) -> None:
    """Make the folder and take away what an earlier tour left in it, and nothing else."""
    out.mkdir(parents=True, exist_ok=True)
    for pattern in _MADE:
        for path in out.glob(pattern):
            path.unlink()


def write(out: Path, told: Sequence[Told]) -> None:
    """Write the story; sheets get a picture of their first page where pdftoppm is there."""
    parts = [_INTRODUCTION]
    for number, chapter in enumerate(told, start=1):
        parts.append(f"## {number}. {chapter.heading}\n")
        parts += [_line(line, out) for line in chapter.lines]
    (out / "tour.md").write_text("\n".join(parts), encoding="utf-8")


def _line(line: Line, out: Path) -> str:
    match line.kind:
        case Kind.SENTENCE:
            return f"{line.words}\n"
        case Kind.PICTURE:
            return f"![{line.words}]({line.file})\n"
        case Kind.SHEET:
            link = f"[{line.words} (PDF)]({line.file})\n"
            page = _first_page(out / line.file)
            return f"{link}\n![{line.words}]({page.name})\n" if page else link


def _first_page(sheet: Path) -> Path | None:
    program = shutil.which("pdftoppm")
    if program is None:
        return None
    page = sheet.with_name(f"sheet-{sheet.stem}.png")
    subprocess.run(
        [program, "-png", "-singlefile", "-r", _DOTS_PER_INCH, sheet, page.with_suffix("")],
        check=True,
    )
    return page
