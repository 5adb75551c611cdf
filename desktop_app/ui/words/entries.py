"""How an entry of the timeline reads: what happened, and the words that were written."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop_app.domain import terms
from desktop_app.domain.erasure import STRUCK
from desktop_app.domain.timeline import EntryKind, TimelineEntry
from desktop_app.domain.workflow import MoveName
from desktop_app.ui.words.fields import field_words


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What happened in a few words, and what somebody wrote, empty when nobody did."""

    heading: str
    text: str


def entry_words(entry: TimelineEntry, *, to_office: str = "") -> EntryWords:
    """Write one entry; `to_office` is the name of the office a case was assigned to."""
    text = "" if entry.kind in _TOLD_IN_HEADING else entry.text
    return EntryWords(_heading(entry, to_office), text)


_TOLD_IN_HEADING = frozenset(
    {EntryKind.CORRECTED, EntryKind.IDENTITY_CORRECTED, EntryKind.FILE, EntryKind.LETTER}
)


def _heading(entry: TimelineEntry, to_office: str) -> str:
    match entry.kind:
        case EntryKind.MOVED:
            return _move_heading(entry, to_office)
        case EntryKind.CORRECTED | EntryKind.IDENTITY_CORRECTED:
            return _corrected_heading(entry.text)
        case EntryKind.FILE if entry.text == STRUCK:
            return QCoreApplication.translate("Entries", "Berkas yang sudah dihapus")
        case EntryKind.FILE | EntryKind.LETTER:
            return _added()[entry.kind].format(name=entry.text)
        case kind:
            return (_releases() | _kinds())[kind].format(office=to_office)


def _added() -> dict[EntryKind, str]:
    return {
        EntryKind.FILE: QCoreApplication.translate("Entries", "Berkas ditambahkan: {name}"),
        EntryKind.LETTER: QCoreApplication.translate("Entries", "Surat terbit: {name}"),
    }


def _releases() -> dict[EntryKind, str]:
    return {
        EntryKind.RELEASED: QCoreApplication.translate("Entries", "Dilepas untuk {office}"),
        EntryKind.WITHHELD: QCoreApplication.translate("Entries", "Ditahan lagi dari {office}"),
        EntryKind.IDENTITY_RELEASED: QCoreApplication.translate(
            "Entries", "Identitas pelapor dibuka untuk {office}"
        ),
        EntryKind.IDENTITY_WITHHELD: QCoreApplication.translate(
            "Entries", "Identitas pelapor ditutup lagi untuk {office}"
        ),
    }


def entry_kind_words(kind: EntryKind) -> str:
    """Name an entry that needs no more than its kind."""
    return _kinds()[kind]


def _kinds() -> dict[EntryKind, str]:
    return {
        EntryKind.REGISTERED: QCoreApplication.translate("Entries", "Laporan diterima"),
        EntryKind.NOTE: QCoreApplication.translate("Entries", "Catatan internal"),
        EntryKind.REPLY: QCoreApplication.translate("Entries", "Balasan untuk pelapor"),
        EntryKind.PROGRESS: QCoreApplication.translate("Entries", "Perkembangan"),
        EntryKind.VOIDED: QCoreApplication.translate("Entries", "Dibatalkan (salah catat)"),
        EntryKind.REVIVED: QCoreApplication.translate("Entries", "Kasus dikembalikan"),
        EntryKind.IDENTITY_RESTRICTED: QCoreApplication.translate(
            "Entries", "Identitas pelapor dibatasi"
        ),
        EntryKind.IDENTITY_UNRESTRICTED: QCoreApplication.translate(
            "Entries", "Pembatasan identitas pelapor dicabut"
        ),
        EntryKind.IDENTITY_ERASED: QCoreApplication.translate(
            "Entries", "Identitas pelapor dihapus"
        ),
    }


def _move_heading(entry: TimelineEntry, to_office: str) -> str:
    try:
        name = MoveName(entry.move)
    except ValueError:
        # A newer program may know moves that this one does not; the status tells enough.
        if entry.to_status is not None:
            return terms.STATUS[entry.to_status]
        return QCoreApplication.translate("Entries", "Langkah lain")
    if name is MoveName.ASSIGN and to_office:
        words = QCoreApplication.translate("Entries", "Diteruskan ke {office}")
        return words.format(office=to_office)
    return _moved()[name]


def _moved() -> dict[MoveName, str]:
    return {
        MoveName.VERIFY: QCoreApplication.translate("Entries", "Diverifikasi"),
        MoveName.ASSIGN: QCoreApplication.translate("Entries", "Diteruskan"),
        MoveName.START: QCoreApplication.translate("Entries", "Mulai dikerjakan"),
        MoveName.FOLLOW_UP: QCoreApplication.translate("Entries", "Ditindaklanjuti"),
        MoveName.RETURN: QCoreApplication.translate("Entries", "Dikembalikan ke kantor penerima"),
        MoveName.CLOSE: QCoreApplication.translate("Entries", "Diselesaikan"),
        MoveName.ANSWER_AT_COUNTER: QCoreApplication.translate(
            "Entries", "Dijawab di loket dan selesai"
        ),
        MoveName.ASK_REPORTER: QCoreApplication.translate(
            "Entries", "Pelapor diminta melengkapi data"
        ),
        MoveName.REPORTER_ANSWERED: QCoreApplication.translate(
            "Entries", "Pelapor melengkapi data"
        ),
        MoveName.POSTPONE: QCoreApplication.translate("Entries", "Ditunda"),
        MoveName.RESUME: QCoreApplication.translate("Entries", "Dilanjutkan lagi"),
        MoveName.DECLINE: QCoreApplication.translate("Entries", "Dinyatakan bukan kewenangan"),
        MoveName.ARCHIVE: QCoreApplication.translate("Entries", "Diarsipkan"),
        MoveName.OBJECT: QCoreApplication.translate("Entries", "Pelapor berkeberatan"),
    }


def _corrected_heading(codes: str) -> str:
    names = [field_words(code) for code in codes.split(", ") if code]
    return QCoreApplication.translate("Entries", "Dikoreksi: {fields}").format(
        fields=", ".join(names)
    )
