"""Everything leaves in open formats: redacted unless asked for, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.audit import AuditKind
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.domain.export_tables import EXPORT_TABLES, ExportReason
from desktop_app.domain.people import Role
from desktop_app.domain.table_cells import BOM
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.context import DeskContext
from desktop_app.services.export.explanation import EXPLANATION
from desktop_app.services.export.export_all import (
    ExportAll,
    ExportCancelledError,
    Exported,
    export_all,
)
from desktop_app.services.export.open_formats import TableFiles
from desktop_app.services.keep_file import keep_file
from desktop_app.services.personal_data.erase_reporter import EraseReporter, erase_reporter
from desktop_app.services.personal_data.restrict_reporter import (
    RestrictReporter,
    restrict_reporter,
)
from desktop_app.services.write_entry import WriteEntry, write_entry
from desktop_app.storage.metadata import METADATA
from tests.desk import Desk

FORMULAS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"


def a_signer_at(desk: Desk) -> DeskContext:
    return desk.with_roles(Role.SIGNER)


def written(
    desk: Desk,
    folder: Path,
    context: DeskContext | None = None,
    *,
    reason: ExportReason | None = None,
) -> Exported:
    return export_all(
        ExportAll(folder, reason),
        context or desk.context,
        desk.profile.everything,
        tell=lambda _done, _total: None,
        cancelled=lambda: False,
    )


def table(done: Exported, name: str) -> list[dict[str, str]]:
    text = (done.folder / f"{name}.csv").read_text(encoding="utf-8").removeprefix(BOM)
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def lines(done: Exported, name: str) -> list[dict[str, object]]:
    text = (done.folder / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_all_cases_and_what_happened_to_them_are_written(desk: Desk, tmp_path: Path):
    cases = [desk.registered().case for _ in range(3)]

    done = written(desk, tmp_path)

    numbers = [row["register_number"] for row in table(done, "aduan")]
    assert numbers == [case.register_number for case in cases]
    assert len(lines(done, "riwayat")) == 3
    assert done.cases == 3


def test_who_reported_is_left_out_unless_all_is_asked_for(desk: Desk, tmp_path: Path):
    desk.registered(reporter_name="PENANDA NAMA")

    redacted = written(desk, tmp_path)
    desk.clock.pass_days(1)
    complete = written(desk, tmp_path, a_signer_at(desk), reason=ExportReason.ARCHIVE)

    assert b"PENANDA" not in all_bytes(redacted.folder)
    assert [row["name"] for row in table(complete, "pelapor")] == ["PENANDA NAMA"]


def test_who_is_restricted_is_left_out_of_everything_and_who_was_erased_is_gone(
    desk: Desk, tmp_path: Path
):
    kept = keep_file(b"kartu", "kartu.jpg", desk.context)
    files = ((kept.sha256, kept.name),)
    restricted = desk.registered(reporter_name="PENANDA SATU").case
    gone = desk.registered(reporter_name="PENANDA DUA", files=files).case
    restrict_reporter(RestrictReporter(restricted.uid, "Sengketa."), desk.context)
    with desk.context.open_read() as work:
        uids = frozenset(file.uid for file in work.attachments.of_case(gone.uid))
    erase_reporter(EraseReporter(gone.uid, "Diminta.", uids), desk.context)

    done = written(desk, tmp_path, a_signer_at(desk), reason=ExportReason.ARCHIVE)

    assert b"PENANDA" not in all_bytes(done.folder)
    assert [row["identity_state"] for row in table(done, "aduan")] == ["restricted", "erased"]
    assert (done.files, done.missing) == (0, 0)


def test_a_confidential_case_is_a_row_without_its_words_and_files(desk: Desk, tmp_path: Path):
    case = desk.registered(title="PENANDA JUDUL", words="PENANDA ISI", confidential=True).case
    kept = keep_file(b"PENANDA BERKAS", "PENANDA.txt", desk.context)
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "PENANDA CATATAN", (kept,)), desk.context)

    redacted = written(desk, tmp_path)

    assert b"PENANDA" not in all_bytes(redacted.folder)
    assert [row["register_number"] for row in table(redacted, "aduan")] == [case.register_number]


def test_a_case_that_complains_about_whoever_exports_is_not_there(desk: Desk, tmp_path: Path):
    own = desk.context.office.uid
    case = desk.registered(title="PENANDA", complained_office_uid=own).case
    desk.registered()

    done = written(desk, tmp_path, a_signer_of_another_name(desk))

    assert case.register_number not in [row["register_number"] for row in table(done, "aduan")]
    assert b"PENANDA" not in all_bytes(done.folder)
    assert done.cases == 1


def a_signer_of_another_name(desk: Desk) -> DeskContext:
    context = desk.with_roles(Role.SIGNER)
    return replace(context, person=replace(context.person, uid=uuid4()))


def test_files_are_written_by_what_they_hold(desk: Desk, tmp_path: Path):
    case = desk.registered().case
    kept = keep_file(b"isi berkas", "KTP Budi.txt", desk.context)
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Dengan berkas.", (kept,)), desk.context)

    done = written(desk, tmp_path)

    assert (done.folder / "berkas" / f"{kept.sha256}.txt").read_bytes() == b"isi berkas"
    assert (done.files, done.missing) == (1, 0)
    assert not [path for path in done.folder.rglob("*") if "Budi" in path.name]


@given(st.text(alphabet=st.sampled_from(f"{FORMULAS} 'a1\"; ")))
def test_no_cell_runs_as_a_formula_and_programs_read_the_very_words(text: str):
    people, programs = io.StringIO(newline=""), io.StringIO(newline="")
    offices = next(one for one in EXPORT_TABLES if one.name == "office")

    TableFiles(offices, people, programs).put({"name": text})

    rows = list(csv.reader(io.StringIO(people.getvalue().removeprefix(BOM)), delimiter=";"))
    assert all(cell.lstrip(" ")[:1] not in tuple(FORMULAS) for cell in rows[1] if cell)
    assert json.loads(programs.getvalue())["name"] == text


def test_the_page_beside_it_explains_every_column(desk: Desk, tmp_path: Path):
    done = written(desk, tmp_path)

    page = (done.folder / EXPLANATION).read_text(encoding="utf-8")
    assert "DISARING" in page
    for one in EXPORT_TABLES:
        assert one.name == "reporter" or all(f"  {col.name}: " in page for col in one.columns)


def test_every_column_named_is_one_of_the_database(desk: Desk):
    for one in EXPORT_TABLES:
        names = set(METADATA.tables[one.name].columns.keys())
        assert {column.name for column in one.columns} <= names


def test_a_clerk_may_not_export(desk: Desk, tmp_path: Path):
    with pytest.raises(ExpectedError) as refused:
        written(desk, tmp_path, desk.with_roles(Role.CLERK))

    assert refused.value.trouble is Trouble.NOT_ALLOWED
    assert list(tmp_path.glob("ekspor*")) == []


def test_an_export_of_everything_takes_a_right_of_its_own(desk: Desk, tmp_path: Path):
    with pytest.raises(ExpectedError) as refused:
        written(desk, tmp_path, desk.with_roles(Role.VERIFIER), reason=ExportReason.ARCHIVE)

    assert refused.value.trouble is Trouble.NOT_ALLOWED


def test_an_export_is_noted_with_its_reason(desk: Desk, tmp_path: Path):
    written(desk, tmp_path, a_signer_at(desk), reason=ExportReason.COURT)

    with desk.profile.read() as work:
        noted = work.audit.stored(first=1, last=100, most=100)[-1].entry
    assert noted is not None
    assert noted.kind == AuditKind.EXPORTED.value
    assert noted.facts == {"what": "everything", "reason": "court"}


def test_an_export_that_was_cancelled_leaves_nothing(desk: Desk, tmp_path: Path):
    target = tmp_path / "target"
    target.mkdir()
    desk.registered()

    with pytest.raises(ExportCancelledError):
        export_all(
            ExportAll(target),
            desk.context,
            desk.profile.everything,
            tell=lambda _done, _total: None,
            cancelled=lambda: True,
        )

    assert list(target.iterdir()) == []


def test_a_folder_that_is_gone_is_said(desk: Desk, tmp_path: Path):
    with pytest.raises(ExpectedError) as refused:
        written(desk, tmp_path / "dicabut")

    assert refused.value.trouble is Trouble.BACKUP_PLACE_GONE


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
