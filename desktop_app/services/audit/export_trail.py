"""The audit trail for an inspector, as one ZIP archive that needs no program of ours."""

from __future__ import annotations

import base64
import csv
import io
import json
import zipfile
from typing import IO, BinaryIO

from desktop_app.domain import terms
from desktop_app.domain.audit import AuditEntry, AuditKind, signed_words
from desktop_app.domain.audit_check import StoredEntry
from desktop_app.domain.audit_trail import FROM_THE_FIRST, SignedHead
from desktop_app.domain.long_work import Cancelled, Progress, never, tell_nobody
from desktop_app.domain.permissions import Right
from desktop_app.domain.table_cells import BOM, SEPARATOR, harmless
from desktop_app.services.audit.inspector import INSTRUCTIONS, PROGRAM
from desktop_app.services.audit.noting import note_alone
from desktop_app.services.audit.read_trail import Describing
from desktop_app.services.audit.short_reads import rows_between
from desktop_app.services.context import DeskContext
from desktop_app.services.demand import demand

LINES, TABLE, PROOF, README, CHECKER = (
    "jejak-audit.jsonl",
    "jejak-audit.csv",
    "bukti.json",
    "BACA-SAYA.txt",
    "periksa.py",
)
_HEADINGS = (
    "nomor", "waktu", "petugas", "petugas_uid", "tindakan", "kode_tindakan", "kasus", "kasus_uid",
    "rincian", "perangkat_uid", "sidik_jari_sebelumnya", "sidik_jari",
)  # fmt: skip
_HEADING = BOM + SEPARATOR.join(_HEADINGS) + "\r\n"
_KINDS = {kind.value: terms.AUDIT_KIND[kind] for kind in AuditKind}


def export_trail(
    target: BinaryIO,
    context: DeskContext,
    *,
    progress: Progress = tell_nobody,
    cancelled: Cancelled = never,
) -> bool:
    """Write all of it; False when it was cancelled. NOT_ALLOWED, and what a disk may meet.

    That somebody exported it is its own newest entry.
    """
    demand(Right.SEE_TRAIL, context)
    note_alone(AuditKind.EXPORTED, context, facts={"what": "trail"})
    with context.open_read() as work:
        head = work.audit.signed_head()
    if head is None:
        raise ValueError("a desk without an identity")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(README, INSTRUCTIONS)
        archive.writestr(CHECKER, PROGRAM)
        archive.writestr(PROOF, _proof(head, context))
        # An archive is written one file after the other.
        for name, heading, write in (
            (LINES, b"", _write_lines),
            (TABLE, _HEADING.encode(), _write_table),
        ):
            with archive.open(name, "w", force_zip64=True) as file:
                file.write(heading)
                for rows in rows_between(context.open_read, FROM_THE_FIRST, head.link.number):
                    if cancelled():
                        return False
                    write(file, rows, context)
                    progress(rows[-1].number, head.link.number)
    return True


def _write_lines(file: IO[bytes], rows: list[StoredEntry], _: DeskContext) -> None:
    """Write the very text that was hashed; what cannot be read is a line that fits nowhere."""
    for row in rows:
        line = row.entry.line if row.entry else json.dumps({"n": row.number, "unreadable": True})
        file.write(line.encode() + b"\n")


def _write_table(file: IO[bytes], rows: list[StoredEntry], context: DeskContext) -> None:
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=SEPARATOR)
    with context.open_read() as work:
        describing = Describing(work, context)
        for row in rows:
            line = describing.line(row)
            if line.entry is None:
                table.writerow([row.number, *[""] * 9, "", row.hash.hex()])
                continue
            entry = line.entry
            at = "" if line.at is None else line.at.isoformat(timespec="seconds")
            cells = [
                str(row.number), at, line.person, _uid(entry.person_uid),
                _KINDS.get(entry.kind, entry.kind), entry.kind, line.case_number,
                _uid(entry.case_uid), facts_text(entry), str(entry.device_uid),
                entry.previous.hex(), row.hash.hex(),
            ]  # fmt: skip
            table.writerow([harmless(cell) for cell in cells])
    file.write(text.getvalue().encode())


def facts_text(entry: AuditEntry) -> str:
    """Write facts in one cell: `what=case.move:verify`."""
    return " ".join(f"{name}={value}" for name, value in entry.facts.items())


def _uid(uid: object) -> str:
    return "" if uid is None else str(uid)


def _proof(head: SignedHead, context: DeskContext) -> str:
    proof = {
        "format": "loket-aduan/jejak-audit",
        "versi": 1,
        "kantor": context.office.name,
        "kode_kantor": context.office.code,
        "huruf_komputer": context.device.letter,
        "diekspor_oleh": context.person.name,
        "diekspor_pada": context.local(context.clock()).isoformat(timespec="seconds"),
        "rantai": head.chain.hex(),
        "nomor_terakhir": head.link.number,
        "sidik_jari_terakhir": head.link.hash.hex(),
        "server_uid": str(head.server_id),
        "perangkat_uid": str(head.device_uid),
        "yang_ditandatangani": signed_words(head.server_id, head.link).decode(),
        "kunci_publik_ed25519": base64.b64encode(head.public_key).decode(),
        "tanda_tangan": base64.b64encode(head.signature).decode(),
    }
    return json.dumps(proof, ensure_ascii=False, indent=2) + "\n"
