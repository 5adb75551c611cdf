"""What an export of everything holds: tables and columns, with the words that explain them.

The words stand in the file that goes with the export, whose readers have no program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID


class Secret(Enum):
    """When a column is left empty unless the export is of everything.

    OF_CONFIDENTIAL: where the case is confidential. OF_REPORTER: always, for it may tell who
    reported.
    """

    OF_CONFIDENTIAL = "of_confidential"
    OF_REPORTER = "of_reporter"


class ExportReason(Enum):
    """Why somebody takes out all there is, who reported too; noted in the audit trail."""

    OTHER_PROGRAM = "other_program"
    INSPECTION = "inspection"
    COURT = "court"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column: its name in the database and in the export, and what it means."""

    name: str
    words: str
    secret: Secret | None = None


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table: the name of its files, and the column that tells which case a row belongs to."""

    name: str
    file: str
    words: str
    columns: tuple[ExportColumn, ...]
    case_column: str = ""


class AllRows(Protocol):
    """Everything at one moment, table by table."""

    def count(self, table: str) -> int: ...
    def rows(self, table: str) -> Iterator[Mapping[str, Any]]:
        """Each row by the names of its columns, in the order they came."""


class NewFolder(Protocol):
    """A folder in the making; it goes again unless `finish` gave it its name."""

    @property
    def path(self) -> Path: ...
    def finish(self) -> Path: ...


class ExportSource(Protocol):
    """What an export is made of, and where it is written; raises DISK_FULL, FOLDER_READ_ONLY."""

    def rows(self, reader_uid: UUID) -> AbstractContextManager[AllRows]:
        """Open all but the cases that are kept from whoever exports."""

    def new_folder(self, inside: Path, name: str) -> AbstractContextManager[NewFolder]: ...


def _columns(words: Mapping[str, str], *, secret: Secret | None = None) -> list[ExportColumn]:
    return [ExportColumn(name, text, secret) for name, text in words.items()]


_CONFIDENTIAL = Secret.OF_CONFIDENTIAL
_REPORTER = Secret.OF_REPORTER
_UID = {"uid": "Pengenal tetap baris ini"}
_CASE = {"case_uid": "Pengenal aduan (kolom uid di aduan)"}
_WHO = {"person_uid": "Pengenal petugas", "office_uid": "Pengenal kantor"}
_SERVER = {"server_time": "Saat diterima server; kosong bila belum"}

EXPORT_TABLES: tuple[ExportTable, ...] = (
    ExportTable(
        "case",
        "aduan",
        "Semua aduan dan permintaan informasi",
        (
            *_columns(
                {
                    **_UID,
                    "register_number": "Nomor register yang dicetak di tanda terima",
                    "office_uid": "Pengenal kantor penerima",
                    "assigned_office_uid": "Pengenal kantor yang menangani",
                    "channel": "Saluran masuk (kode)",
                    "classification": "Klasifikasi (kode)",
                    "status": "Status (kode)",
                    "anonymous": "Pelapor minta namanya dirahasiakan",
                    "confidential": "Aduan rahasia",
                    "identity_state": "Identitas pelapor: open, restricted (dibatasi), erased",
                    "received_at": "Saat diterima",
                    "registered_by": "Pengenal petugas yang mencatat",
                    "due_verification": "Batas verifikasi",
                    "due_response": "Batas tanggapan",
                    "due_resolution": "Batas penyelesaian",
                    "due_paused_days": "Hari yang tidak dihitung karena menunggu pelapor",
                    "has_reply": "Sudah ada balasan untuk pelapor",
                    "version": "Berapa kali diubah di server",
                    **_SERVER,
                }
            ),
            *_columns(
                {
                    "category": "Kategori (kode)",
                    "village_code": "Kode wilayah desa atau kelurahan",
                    "reporter_title": "Judul dari pelapor",
                    "reporter_words": "Isi aduan dalam kata-kata pelapor",
                    "title": "Judul dari petugas",
                    "place": "Tempat kejadian",
                    "happened_on": "Tanggal kejadian",
                    "happened_words": "Waktu kejadian dalam kata-kata pelapor",
                    "complained_office_uid": "Pengenal kantor yang diadukan",
                    "complained_person_uid": "Pengenal pejabat yang diadukan",
                    "complained_about": "Pejabat atau pihak yang diadukan",
                },
                secret=_CONFIDENTIAL,
            ),
        ),
        case_column="uid",
    ),
    ExportTable(
        "reporter",
        "pelapor",
        "Identitas pelapor; hanya ada di ekspor lengkap",
        (
            *_columns(_CASE),
            *_columns(
                {
                    "name": "Nama",
                    "phone": "Nomor telepon",
                    "address": "Alamat",
                    "nik": "NIK",
                },
                secret=_REPORTER,
            ),
        ),
        case_column="case_uid",
    ),
    ExportTable(
        "timeline_entry",
        "riwayat",
        "Semua yang terjadi pada aduan, menurut waktu",
        (
            *_columns(
                {
                    **_UID,
                    **_CASE,
                    "kind": "Jenis (kode)",
                    "move": "Langkah (kode)",
                    "to_status": "Status sesudahnya (kode)",
                    "to_office_uid": "Pengenal kantor tujuan",
                    "public": "Boleh dilihat pelapor",
                    **_WHO,
                    "person_name": "Nama petugas",
                    "device_time": "Saat menurut komputer",
                    **_SERVER,
                }
            ),
            *_columns({"text": "Isi catatan atau balasan"}, secret=_CONFIDENTIAL),
        ),
        case_column="case_uid",
    ),
    ExportTable(
        "attachment",
        "lampiran",
        "Berkas pada aduan; isinya di folder berkas",
        (
            *_columns(
                {
                    **_UID,
                    **_CASE,
                    "sha256": "Sidik jari isi (SHA-256), juga nama berkasnya di folder berkas",
                    "media_type": "Jenis berkas",
                    "size": "Ukuran (bita)",
                    **_WHO,
                    "added_at": "Saat ditambahkan",
                    **_SERVER,
                }
            ),
            *_columns({"name": "Nama berkas dari pengirimnya"}, secret=_REPORTER),
        ),
        case_column="case_uid",
    ),
    ExportTable(
        "letter",
        "surat",
        "Surat yang diterbitkan; PDF-nya di folder berkas pada ekspor lengkap",
        (
            *_columns(
                {
                    **_UID,
                    **_CASE,
                    "template": "Jenis surat (kode)",
                    "number": "Nomor surat",
                    "sequence": "Nomor urut dari jatah komputer",
                    "year": "Tahun",
                    "letter_date": "Tanggal surat",
                    "sha256": "Sidik jari PDF (SHA-256), juga nama berkasnya",
                    "size": "Ukuran (bita)",
                    **_WHO,
                    "issued_at": "Saat diterbitkan",
                    **_SERVER,
                }
            ),
            *_columns({"subject": "Hal", "addressee": "Kepada"}, secret=_REPORTER),
        ),
        case_column="case_uid",
    ),
    ExportTable(
        "release",
        "pelepasan",
        "Aduan yang dilepas dan identitas yang dibuka untuk kantor lain",
        (
            *_columns(
                {
                    **_UID,
                    **_CASE,
                    "kind": "Jenis (kode)",
                    "to_office_uid": "Pengenal kantor yang boleh tahu",
                    "until": "Sampai tanggal",
                    **_WHO,
                    "person_name": "Nama petugas",
                    "made_at": "Saat dibuat",
                    **_SERVER,
                }
            ),
            *_columns({"reason": "Alasan"}, secret=_CONFIDENTIAL),
        ),
        case_column="case_uid",
    ),
    ExportTable(
        "letter_void",
        "nomor_surat_batal",
        "Nomor surat yang rusak atau batal",
        tuple(
            _columns(
                {
                    **_UID,
                    "year": "Tahun",
                    "sequence": "Nomor urut",
                    "reason": "Alasan",
                    "person_uid": "Pengenal petugas",
                    "voided_at": "Saat dibatalkan",
                }
            )
        ),
    ),
    ExportTable(
        "office",
        "kantor",
        "Kantor yang dikenal",
        tuple(
            _columns(
                {
                    **_UID,
                    "code": "Kode singkat",
                    "name": "Nama",
                    "kind": "Jenis (kode)",
                    "region_code": "Kode wilayah",
                    "parent_uid": "Pengenal kantor induk",
                    "address": "Alamat",
                    "phone": "Telepon",
                    "email": "Surel",
                    "time_zone": "Zona waktu",
                }
            )
        ),
    ),
    ExportTable(
        "person",
        "petugas",
        "Petugas yang dikenal",
        tuple(
            _columns(
                {
                    **_UID,
                    "office_uid": "Pengenal kantor",
                    "name": "Nama",
                    "roles": "Peran (kode)",
                    "position": "Jabatan",
                    "active": "Masih bertugas",
                }
            )
        ),
    ),
    ExportTable(
        "category",
        "kategori",
        "Kategori aduan",
        tuple(
            _columns(
                {
                    "code": "Kode",
                    "name": "Nama",
                    "agency": "Perangkat daerah",
                    "sp4n_topic": "Topik di SP4N-LAPOR!",
                    "laporgub_sector": "Sektor di LaporGub",
                }
            )
        ),
    ),
)
