"""The texts of letters: plain text with placeholders, and what is still missing in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app import bundled

TEMPLATES = ("follow_up", "notice_to_reporter", "final_response", "breach_notice")

PLACEHOLDERS = (
    "nomor_register",
    "tanggal_diterima",
    "pokok",
    "lokasi",
    "kanal",
    "klasifikasi",
    "kantor",
    "kantor_tujuan",
    "pimpinan_tujuan",
    "batas_waktu",
    "uraian",
    "hasil",
    "kontak",
    "nama_pelapor",
    "data_terungkap",
    "waktu_kegagalan",
    "cara_kegagalan",
    "tindakan_pemulihan",
)

_HEADER = {
    "Judul": "title",
    "Sifat": "nature",
    "Lampiran": "enclosure",
    "Hal": "subject",
    "Kepada": "addressee",
}
_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
_REMARK = "[… belum diisi: {}]"
_REMARKS = re.compile(r"\[… belum diisi: ([^\]\n]*)\]")
_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """The words of a kind of letter; `title` names it in lists, the rest may hold placeholders."""

    title: str
    nature: str
    subject: str
    addressee: str
    paragraphs: tuple[str, ...]
    enclosure: str = "-"


@dataclass(frozen=True, slots=True)
class FilledLetter:
    """A template with its values; `missing` names the placeholders that had none, each once."""

    title: str
    nature: str
    subject: str
    addressee: str
    paragraphs: tuple[str, ...]
    enclosure: str
    missing: tuple[str, ...]


def load(name: str) -> LetterTemplate:
    """Read one of TEMPLATES."""
    return parsed(bundled.read_text("letter_templates", f"{name}.txt"))


def parsed(text: str) -> LetterTemplate:
    """Read header lines `Judul`, `Sifat`, `Lampiran`, `Hal`, `Kepada`, then paragraphs.

    Blank lines part the header from the paragraphs and these from one another. Raises ValueError
    where a header line is missing, unknown or doubled, or no paragraph follows.
    """
    head, *paragraphs = _BLANK_LINES.split(text.strip())
    if not paragraphs:
        raise ValueError("a letter template needs a header, a blank line and a paragraph")
    return LetterTemplate(
        **_header(head), paragraphs=tuple(paragraph.strip() for paragraph in paragraphs)
    )


def fill(template: LetterTemplate, values: Mapping[str, str]) -> FilledLetter:
    """Put values for placeholders; one without a value shows as a remark, never as a blank."""
    missing: dict[str, None] = {}

    def value_of(found: re.Match[str]) -> str:
        name = found.group(1).strip()
        value = values.get(name, "").strip()
        if not value:
            missing[name] = None
            return _REMARK.format(name)
        return value

    def filled(text: str) -> str:
        return _PLACEHOLDER.sub(value_of, text)

    return FilledLetter(
        title=filled(template.title),
        nature=filled(template.nature),
        subject=filled(template.subject),
        addressee=filled(template.addressee),
        paragraphs=tuple(filled(paragraph) for paragraph in template.paragraphs),
        enclosure=filled(template.enclosure),
        missing=tuple(missing),
    )


def missing_in(text: str) -> tuple[str, ...]:
    """Name the placeholders whose remark still stands in words that staff may have edited."""
    return tuple(dict.fromkeys(_REMARKS.findall(text)))


def _header(head: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in head.splitlines():
        label, colon, words = line.partition(":")
        field = _HEADER.get(label.strip())
        if not colon or field is None or field in found:
            raise ValueError(f"not a header line of a letter template: {line}")
        found[field] = words.strip()
    lacking = [label for label, field in _HEADER.items() if not found.get(field)]
    if lacking:
        raise ValueError(f"the header of a letter template lacks {', '.join(lacking)}")
    return found
