"""The register of what is done with personal data (UU 27/2022, article 31)."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app import bundled
from desktop_app.domain.documents import Report, ReportSection
from desktop_app.domain.indonesian import long_date
from desktop_app.domain.permissions import Right
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand
from desktop_app.services.letters.letterheads import letterhead_of

_TITLE = "Catatan kegiatan pemrosesan data pribadi"
_INTRO = (
    "Catatan menurut Pasal 31 Undang-Undang Nomor 27 Tahun 2022. Isinya sesuai dengan program "
    "Loket Aduan; kantor menambahkan kegiatan lain yang dilakukannya di luar program."
)


@dataclass(frozen=True, slots=True)
class Processing:
    """One activity: its name, then what, why, on which ground, for whom and how long."""

    name: str
    facts: tuple[tuple[str, str], ...]


def processing_register() -> tuple[Processing, ...]:
    """Read what ships with the program."""
    text = bundled.path("personal_data", "processing_register.txt").read_text(encoding="utf-8")
    found = []
    for block in text.strip().split("\n\n"):
        name, *facts = block.splitlines()
        parted = (line.partition(": ") for line in facts)
        found.append(Processing(name, tuple((label, value) for label, _, value in parted)))
    return tuple(found)


def register_pdf(context: DeskContext) -> bytes:
    """Draw it with the office's head; raises NOT_ALLOWED."""
    demand(Right.PERSONAL_DATA, context)
    made = f"{context.office.name}, {long_date(context.today())}."
    sections = tuple(ReportSection(one.name, one.facts) for one in processing_register())
    report = Report(letterhead_of(context), _TITLE, (_INTRO, made), sections)
    return context.printer.report(report)
