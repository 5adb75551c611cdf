"""The table of commands: menus, keys, hints and the key card all come from these rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.permissions import Right


class Place(Enum):
    """Where a command works: while its owner is on screen in the active window."""

    EVERYWHERE = "everywhere"
    FORM = "form"
    QUEUE = "queue"
    SYNC = "sync"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One command; `keys` in Qt's notation, `also` names a key the widgets handle themselves.

    Who has not the `right` may do it nowhere; on a case the use case asks again.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    icon: str
    place: Place
    also: str = ""
    right: Right | None = None


@dataclass(frozen=True, slots=True)
class CardGroup:
    """One paragraph of the key card: where, and (keys, what they do) line by line."""

    title: str
    lines: tuple[tuple[str, str], ...]


def action_specs() -> tuple[ActionSpec, ...]:
    """List every command there is, in the order of the key card."""
    return (*_everywhere(), *_queue(), *_form(), *_sync())


def section_spec(number: int, title: str, icon: str) -> ActionSpec:
    """Describe the command that opens the section at place `number`, counted from 1."""
    return ActionSpec(f"section_{number}", title, (f"Alt+{number}",), icon, Place.EVERYWHERE)


def shortcut_card(
    sections: Iterable[ActionSpec] = (), *, held: Collection[Right] = tuple(Right)
) -> list[CardGroup]:
    """Group every command that has a key by where it works; `sections` from `section_spec`.

    What needs a right that is not `held` is left out.
    """
    specs = [
        spec for spec in (*action_specs(), *sections) if spec.right is None or spec.right in held
    ]
    groups = [CardGroup(_place_words(place), tuple(_card_lines(specs, place))) for place in Place]
    return [group for group in groups if group.lines]


def key_words(key: str) -> str:
    """Write a key as people read it on the keyboard."""
    return key.replace("Return", "Enter").replace("PgUp", "Page Up").replace("PgDown", "Page Down")


def key_hint(text: str, *keys: str) -> str:
    """Write a command with its first key, for a tooltip: `Verifikasi (V)`."""
    return f"{text} ({key_words(keys[0])})" if keys else text


def _card_lines(specs: Iterable[ActionSpec], place: Place) -> Iterable[tuple[str, str]]:
    for spec in specs:
        keys = [key_words(key) for key in spec.keys[:1]]
        if spec.also:
            keys.append(spec.also)
        if spec.place is place and keys:
            yield " · ".join(keys), spec.text


def _place_words(place: Place) -> str:
    match place:
        case Place.EVERYWHERE:
            return QCoreApplication.translate("Actions", "Di mana saja")
        case Place.QUEUE:
            return QCoreApplication.translate("Actions", "Di daftar dan pada kasus")
        case Place.FORM:
            return QCoreApplication.translate("Actions", "Di formulir")
        case Place.SYNC:
            return QCoreApplication.translate("Actions", "Di halaman Sinkron")


def _everywhere() -> tuple[ActionSpec, ...]:
    place = Place.EVERYWHERE
    return (
        ActionSpec(
            "new_case",
            QCoreApplication.translate("Actions", "Terima aduan"),
            ("Ctrl+N",),
            "plus",
            place,
            right=Right.REGISTER,
        ),
        ActionSpec(
            "search",
            QCoreApplication.translate("Actions", "Cari"),
            ("Ctrl+K",),
            "search",
            place,
            right=Right.READ,
        ),
        ActionSpec(
            "undo",
            QCoreApplication.translate("Actions", "Urungkan"),
            ("Ctrl+Z",),
            "undo-2",
            place,
        ),
        ActionSpec(
            "sync_now",
            QCoreApplication.translate("Actions", "Sinkronkan sekarang"),
            ("F9",),
            "refresh-cw",
            place,
        ),
        ActionSpec(
            "help",
            QCoreApplication.translate("Actions", "Bantuan dan tombol pintas"),
            ("F1",),
            "keyboard",
            place,
        ),
        ActionSpec(
            "back",
            QCoreApplication.translate("Actions", "Kembali"),
            ("Esc",),
            "arrow-left",
            place,
        ),
        ActionSpec(
            "lock", QCoreApplication.translate("Actions", "Kunci layar"), ("Ctrl+L",), "lock", place
        ),
        ActionSpec(
            "switch",
            QCoreApplication.translate("Actions", "Ganti petugas"),
            ("Ctrl+Shift+L",),
            "user-round",
            place,
        ),
        ActionSpec(
            "sign_out", QCoreApplication.translate("Actions", "Keluar"), (), "log-out", place
        ),
    )


def _queue() -> tuple[ActionSpec, ...]:
    place = Place.QUEUE
    return (
        ActionSpec(
            "next",
            QCoreApplication.translate("Actions", "Kasus berikutnya"),
            ("J",),
            "chevron-down",
            place,
            also="↓",
        ),
        ActionSpec(
            "previous",
            QCoreApplication.translate("Actions", "Kasus sebelumnya"),
            ("K",),
            "chevron-up",
            place,
            also="↑",
        ),
        ActionSpec(
            "verify",
            QCoreApplication.translate("Actions", "Verifikasi"),
            ("V",),
            "check-check",
            place,
            right=Right.VERIFY,
        ),
        ActionSpec(
            "assign",
            QCoreApplication.translate("Actions", "Teruskan"),
            ("T",),
            "send",
            place,
            right=Right.ASSIGN,
        ),
        ActionSpec(
            "note",
            QCoreApplication.translate("Actions", "Catatan internal"),
            ("C",),
            "sticky-note",
            place,
            right=Right.NOTE,
        ),
        ActionSpec(
            "reply",
            QCoreApplication.translate("Actions", "Balas pelapor"),
            ("B",),
            "reply",
            place,
            right=Right.REPLY,
        ),
        ActionSpec(
            "follow_up",
            QCoreApplication.translate("Actions", "Catat tindak lanjut"),
            ("L",),
            "footprints",
            place,
            right=Right.WORK,
        ),
        ActionSpec(
            "close",
            QCoreApplication.translate("Actions", "Selesaikan"),
            ("E",),
            "circle-check",
            place,
            right=Right.CLOSE,
        ),
        ActionSpec(
            "reveal",
            QCoreApplication.translate("Actions", "Tampilkan telepon dan NIK pelapor"),
            ("I",),
            "eye",
            place,
            right=Right.SEE_IDENTITY,
        ),
        ActionSpec(
            "correct_identity",
            QCoreApplication.translate("Actions", "Betulkan identitas pelapor"),
            ("U",),
            "pencil",
            place,
            right=Right.CORRECT_IDENTITY,
        ),
        ActionSpec(
            "letter",
            QCoreApplication.translate("Actions", "Buat surat"),
            ("S",),
            "mail",
            place,
            right=Right.ISSUE_LETTER,
        ),
        ActionSpec(
            "print",
            QCoreApplication.translate("Actions", "Cetak tanda terima"),
            ("P",),
            "printer",
            place,
            right=Right.PRINT_RECEIPT,
        ),
        ActionSpec(
            "void_case",
            QCoreApplication.translate("Actions", "Batalkan (salah catat)"),
            ("Del",),
            "trash-2",
            place,
            right=Right.VOID,
        ),
    )


def _form() -> tuple[ActionSpec, ...]:
    place = Place.FORM
    return (
        ActionSpec(
            "save_and_print",
            QCoreApplication.translate("Actions", "Simpan dan cetak tanda terima"),
            ("Ctrl+Return", "Ctrl+Enter"),
            "printer",
            place,
            right=Right.REGISTER,
        ),
        ActionSpec(
            "save",
            QCoreApplication.translate("Actions", "Simpan"),
            ("Ctrl+S",),
            "check",
            place,
            right=Right.REGISTER,
        ),
    )


def _sync() -> tuple[ActionSpec, ...]:
    place = Place.SYNC
    return (
        ActionSpec(
            "next_item",
            QCoreApplication.translate("Actions", "Berikutnya di daftar"),
            ("J",),
            "chevron-down",
            place,
            also="↓",
        ),
        ActionSpec(
            "previous_item",
            QCoreApplication.translate("Actions", "Sebelumnya di daftar"),
            ("K",),
            "chevron-up",
            place,
            also="↑",
        ),
        ActionSpec(
            "keep_mine",
            QCoreApplication.translate("Actions", "Pakai punya saya"),
            ("P",),
            "undo-2",
            place,
        ),
        ActionSpec(
            "leave",
            QCoreApplication.translate("Actions", "Sudah, biarkan"),
            ("S",),
            "check",
            place,
        ),
        ActionSpec(
            "send_again",
            QCoreApplication.translate("Actions", "Kirim lagi yang ditolak"),
            ("L",),
            "refresh-cw",
            place,
            right=Right.KEEP_IN_STEP,
        ),
        ActionSpec(
            "void_again",
            QCoreApplication.translate("Actions", "Batalkan juga"),
            ("B",),
            "trash-2",
            place,
            right=Right.VOID,
        ),
        ActionSpec(
            "open_item",
            QCoreApplication.translate("Actions", "Buka kasusnya"),
            ("O",),
            "eye",
            place,
            also="Enter",
        ),
        *_ways_out(place),
    )


def _ways_out(place: Place) -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "export_unsent",
            QCoreApplication.translate("Actions", "Ekspor yang belum terkirim"),
            ("E",),
            "download",
            place,
            right=Right.KEEP_IN_STEP,
        ),
        ActionSpec(
            "test_connection",
            QCoreApplication.translate("Actions", "Uji sambungan"),
            ("U",),
            "refresh-cw",
            place,
        ),
        ActionSpec(
            "write_bundle",
            QCoreApplication.translate("Actions", "Tulis paket ke stik"),
            ("T",),
            "upload",
            place,
            right=Right.KEEP_IN_STEP,
        ),
        ActionSpec(
            "carry_bundle",
            QCoreApplication.translate("Actions", "Antar paket komputer lain"),
            ("A",),
            "send",
            place,
            right=Right.KEEP_IN_STEP,
        ),
        ActionSpec(
            "take_answer",
            QCoreApplication.translate("Actions", "Ambil jawaban dari stik"),
            ("M",),
            "download",
            place,
            right=Right.KEEP_IN_STEP,
        ),
    )
