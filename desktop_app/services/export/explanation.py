"""The page that goes with an export: what is in it, column by column."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from desktop_app.domain import terms
from desktop_app.domain.export_tables import EXPORT_TABLES, ExportTable

EXPLANATION = "BACA DAHULU.txt"

_HOW_TO_READ = """\
Setiap tabel ada dua kali, dengan isi yang sama:
- .csv untuk Excel atau LibreOffice (UTF-8, kolom dipisah titik koma). Sel yang diawali
  tanda =, +, -, atau @ diberi tanda petik tunggal di depannya supaya tidak dijalankan
  sebagai rumus.
- .jsonl untuk program lain (JSON Lines, UTF-8), tanpa tanda petik itu: satu baris, satu
  data.
Saat ditulis menurut ISO 8601. Berkas dinamai menurut sidik jari isinya (SHA-256); nama
dan aduannya ada di tabel lampiran dan surat."""

_REDACTED = """\
EKSPOR INI DISARING. Identitas pelapor, isi aduan rahasia, surat, serta berkas pada aduan
rahasia dan aduan yang pelapornya minta dirahasiakan tidak disertakan. Teks bebas tetap
dapat memuat nama orang. Simpan di tempat yang aman."""

_COMPLETE = """\
EKSPOR INI LENGKAP dan memuat identitas pelapor serta aduan rahasia. Isinya tidak terkunci.
Jangan kirim lewat surel atau pesan; hapus bila tidak diperlukan lagi (UU 27/2022)."""


def explanation(office: str, made_at: datetime, everything: bool) -> str:
    """Write the page; `made_at` is local time."""
    parts = [
        f"Ekspor Loket Aduan - {office}",
        f"Dibuat {made_at.isoformat(timespec='minutes')}",
        "",
        _COMPLETE if everything else _REDACTED,
        "",
        _HOW_TO_READ,
    ]
    for table in EXPORT_TABLES:
        if everything or table.name != "reporter":
            parts += ["", *_about(table)]
    return "\n".join([*parts, "", *_codes(), ""])


def _about(table: ExportTable) -> Iterator[str]:
    yield f"{table.file}: {table.words}"
    for column in table.columns:
        yield f"  {column.name}: {column.words}"


def _codes() -> Iterator[str]:
    """Say what the codes mean, in the words that the program shows."""
    yield "Kode"
    for title, words in (
        ("status", terms.STATUS),
        ("channel", terms.CHANNEL),
        ("classification", terms.CLASSIFICATION),
    ):
        yield f"  {title}: " + ", ".join(f"{code.value} = {word}" for code, word in words.items())
