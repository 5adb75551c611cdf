"""How an entry of the audit trail reads, and what a check of it found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo

from PySide6.QtCore import QCoreApplication

from desktop_app.domain import terms
from desktop_app.domain.audit import AuditEntry, AuditKind
from desktop_app.domain.audit_check import Fault, Finding
from desktop_app.domain.backups import Occasion
from desktop_app.domain.cases import Classification
from desktop_app.domain.changes import Operation
from desktop_app.domain.confidential import DisclosureReason
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from desktop_app.services.audit.read_trail import TrailLine
from desktop_app.ui.words.backups import occasion_words
from desktop_app.ui.words.changes import operation_words
from desktop_app.ui.words.dates import clock_words, day_words
from desktop_app.ui.words.entries import entry_kind_words
from desktop_app.ui.words.fields import field_words
from desktop_app.ui.words.moves import move_words

_LONGEST_FACT = 16
_KINDS = {kind.value: kind for kind in AuditKind}


def kind_words(code: str) -> str:
    """Name what was done; a code of a later program stands as it is."""
    kind = _KINDS.get(code)
    return code if kind is None else terms.AUDIT_KIND[kind]


def time_words(line: TrailLine, zone: tzinfo) -> str:
    """Write when it was: `Sen, 13 Okt 2025 · 09.15`."""
    if line.at is None:
        return QCoreApplication.translate("Audit", "tidak terbaca")
    return f"{day_words(line.at.date())} · {clock_words(line.at, zone)}"


def person_words(line: TrailLine) -> str:
    """Name who did it."""
    if line.entry is None:
        return ""
    if line.entry.person_uid is None:
        return QCoreApplication.translate("Audit", "Aplikasi")
    return line.person or QCoreApplication.translate("Audit", "Petugas yang tidak dikenal di sini")


def case_words(line: TrailLine) -> str:
    """Name the case by its number alone: a title may name somebody."""
    if line.entry is None or line.entry.case_uid is None:
        return ""
    return line.case_number or QCoreApplication.translate("Audit", "tidak ada lagi di sini")


def detail_words(line: TrailLine) -> str:
    """Say what exactly was done, and first of all that an entry was altered."""
    altered = QCoreApplication.translate("Audit", "DIUBAH di luar aplikasi")
    parts = [] if line.is_whole else [altered]
    entry = line.entry
    if entry is not None:
        facts = sorted(entry.facts.items(), key=lambda fact: fact[0] != "what")
        parts += [_fact_words(name, text, line.whom) for name, text in facts]
    return "; ".join(part for part in parts if part)


def _fact_words(name: str, text: str, whom: str) -> str:
    match name:
        case "what":
            return ", ".join(_what_words(code) for code in text.split(","))
        case "whom":
            return whom or text
        case "because":
            return _reasons().get(text, text)
        case "letter" | "office" | "full":
            return ""  # for whoever looks closer
        case "months":
            return ", ".join(_months_words(rule) for rule in text.split(",") if rule)
        case _:
            patterns = _fact_patterns()
            pattern = patterns.get(f"{name}={text}", patterns.get(name, f"{name}: {{text}}"))
            return pattern.format(text=text[:_LONGEST_FACT])


def _months_words(rule: str) -> str:
    """Write a rule of retention: `complaint:24` → `pengaduan 24 bulan`."""
    kind, _, months = rule.partition(":")
    try:
        words = terms.CLASSIFICATION[Classification(kind)].lower()
    except ValueError:
        return rule  # of a later program, or altered
    return QCoreApplication.translate("Audit", "{kind} {months} bulan").format(
        kind=words, months=months
    )


def _fact_patterns() -> dict[str, str]:
    return {
        "identity": QCoreApplication.translate("Audit", "nama pelapor terlihat"),
        "ends=yes": QCoreApplication.translate("Audit", "dicabut kembali"),
        "ends=no": "",
        "until=": "",
        "until": QCoreApplication.translate("Audit", "sampai {text}"),
        "sha256": "{text}",
        "wrong_tries": QCoreApplication.translate("Audit", "{text} kali salah sebelumnya"),
        "entries": QCoreApplication.translate("Audit", "{text} catatan diperiksa"),
        "faults": QCoreApplication.translate("Audit", "{text} temuan"),
        "found": QCoreApplication.translate("Audit", "{text} kasus ditemukan"),
        "by": QCoreApplication.translate("Audit", "oleh aplikasi: tidak bertugas lagi"),
        "after": QCoreApplication.translate("Audit", "sesudah catatan {text}"),
        "set=yes": QCoreApplication.translate("Audit", "dipilih"),
        "set=no": QCoreApplication.translate("Audit", "tidak dipakai lagi"),
        "to=on": QCoreApplication.translate("Audit", "dinyalakan"),
        "to=off": QCoreApplication.translate("Audit", "dimatikan"),
        **_of_copies(),
        **_of_exports(),
    }


def _of_copies() -> dict[str, str]:
    return {
        **{f"occasion={one.value}": occasion_words(one).lower() for one in Occasion},
        "place=first": QCoreApplication.translate("Audit", "di komputer ini"),
        "place=second": QCoreApplication.translate("Audit", "di tempat kedua"),
        "made_at": QCoreApplication.translate("Audit", "cadangan tanggal {text:.10}"),
        "unread=": "",
        "unread": QCoreApplication.translate("Audit", "sebagian data lama tidak terbaca"),
    }


def _of_exports() -> dict[str, str]:
    because = QCoreApplication.translate("Audit", "lengkap, alasan: {reason}")
    return {
        **{
            f"reason={one.value}": because.format(reason=words.lower())
            for one, words in terms.EXPORT_REASON.items()
        },
        "reason=redacted": QCoreApplication.translate("Audit", "tanpa identitas pelapor"),
    }


def _reasons() -> dict[str, str]:
    return {
        DisclosureReason.TOOK.value: QCoreApplication.translate("Audit", "diterima hari itu juga"),
        DisclosureReason.WORK.value: QCoreApplication.translate("Audit", "alasan: pekerjaan"),
        DisclosureReason.REPORTER_ASKS.value: QCoreApplication.translate(
            "Audit", "alasan: pelapor bertanya"
        ),
        DisclosureReason.SUPERVISION.value: QCoreApplication.translate(
            "Audit", "alasan: pengawasan"
        ),
        DisclosureReason.OTHER.value: QCoreApplication.translate(
            "Audit", "alasan lain, tertulis pada kasus"
        ),
    }


def _what_words(code: str) -> str:
    """Write the code of one change or paper: `case.move:verify` → `Verifikasi`."""
    kind, _, rest = code.partition(":")
    papers = {
        "receipt": QCoreApplication.translate("Audit", "tanda terima"),
        "letter": QCoreApplication.translate("Audit", "surat"),
        "file": QCoreApplication.translate("Audit", "berkas lampiran"),
        "unsent": QCoreApplication.translate("Audit", "salinan pekerjaan yang belum terkirim"),
        "bundle": QCoreApplication.translate("Audit", "paket kurir"),
        "personal_data": QCoreApplication.translate("Audit", "jawaban permintaan data pribadi"),
        "person_sought": QCoreApplication.translate("Audit", "mencari data seseorang"),
        "trail": QCoreApplication.translate("Audit", "jejak audit"),
        "files_travel": QCoreApplication.translate("Audit", "kapan berkas ikut sinkron"),
        "retention": QCoreApplication.translate("Audit", "masa simpan identitas pelapor"),
        "lock_after": QCoreApplication.translate("Audit", "kapan layar terkunci"),
        "keyring": QCoreApplication.translate("Audit", "masuk tanpa kata sandi"),
        "case": QCoreApplication.translate("Audit", "kasus"),
        "identity": QCoreApplication.translate("Audit", "identitas pelapor"),
        "unsent_work": QCoreApplication.translate("Audit", "yang dirahasiakan, belum terkirim"),
        "everything": QCoreApplication.translate("Audit", "semua data dalam format terbuka"),
        "second_place": QCoreApplication.translate("Audit", "tempat kedua untuk cadangan"),
        "recovery_code": QCoreApplication.translate("Audit", "lembar kode pemulihan"),
    }
    if kind in papers:
        return papers[kind]
    try:
        return _change_words(Operation(kind), rest)
    except (KeyError, ValueError):
        return code  # of a later program, or altered


def _change_words(operation: Operation, rest: str) -> str:
    match operation:
        case Operation.CASE_MOVE:
            return move_words(MoveName(rest)).action
        case Operation.REPORTER_RESTRICT if rest == "off":
            return QCoreApplication.translate("Audit", "pencabutan pembatasan identitas pelapor")
        case Operation.CASE_SET | Operation.REPORTER_SET:
            of = "reporter_" if operation is Operation.REPORTER_SET else ""
            fields = ", ".join(field_words(f"{of}{name}") for name in rest.split("+"))
            return QCoreApplication.translate("Audit", "koreksi {fields}").format(fields=fields)
        case Operation.ENTRY_ADD:
            return entry_kind_words(EntryKind(rest))
        case _:
            return operation_words(operation)


def finding_words(finding: Finding, name_of: Callable[[AuditEntry], str], zone: tzinfo) -> str:
    """Say what is wrong with which entry, between which, and who wrote what stands around it."""
    numbers = str(finding.first)
    if finding.last != finding.first:
        numbers = f"{finding.first}-{finding.last}"
    words = {
        Fault.ALTERED: QCoreApplication.translate("Audit", "Catatan {numbers} diubah"),
        Fault.MISSING: QCoreApplication.translate("Audit", "Catatan {numbers} dihapus"),
        Fault.REPLACED: QCoreApplication.translate(
            "Audit", "Catatan {numbers} diganti dengan catatan lain"
        ),
        Fault.ADDED: QCoreApplication.translate(
            "Audit", "Catatan {numbers} disisipkan dari luar aplikasi"
        ),
        Fault.HEAD_LOST: QCoreApplication.translate("Audit", "Penanda catatan terakhir dihapus"),
    }
    told = [words[finding.fault].format(numbers=numbers)]
    for label, entry in (
        (QCoreApplication.translate("Audit", "sekarang: {entry}"), finding.stored),
        (QCoreApplication.translate("Audit", "sebelumnya: {entry}"), finding.before),
        (QCoreApplication.translate("Audit", "sesudahnya: {entry}"), finding.after),
    ):
        if entry is not None:
            at = f"{day_words(entry.at.astimezone(zone).date())} {clock_words(entry.at, zone)}"
            written = f"{entry.number}, {at}, {name_of(entry)}, {kind_words(entry.kind)}"
            told.append(label.format(entry=written))
    return " · ".join(told)
