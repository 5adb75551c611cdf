"""Everything unsent fits into one file that people and programs can read."""

from __future__ import annotations

import json

from desktop_app.domain.people import Role
from desktop_app.domain.timeline import EntryKind
from desktop_app.services.keep_file import keep_file
from desktop_app.services.sync_centre.export_unsent import FORMAT, as_json, unsent_work
from desktop_app.services.write_entry import WriteEntry, write_entry
from tests.desk import Desk
from tests.services.refusing import overrule, refuse_last_save


def a_full_desk(desk: Desk) -> str:
    """Something waiting, something refused, a value that did not stand, a file."""
    photo = keep_file(b"\xff\xd8\xff foto", "jalan.jpg", desk.context)
    case = desk.registered(files=((photo.sha256, photo.name),), confidential=True).case
    write_entry(WriteEntry(case.uid, EntryKind.NOTE, "Ditolak karena peran."), desk.context)
    refuse_last_save(desk, case.uid)
    overrule(desk, case.uid)
    return case.register_number


def test_all_of_it_is_in_the_file_in_the_order_it_was_made(desk: Desk) -> None:
    number = a_full_desk(desk)
    document = json.loads(as_json(unsent_work(desk.context, full=True)))
    assert document["format"] == FORMAT
    assert [(c["status"], c["jenis"]) for c in document["perubahan"]] == [
        ("menunggu", "case.create"),
        ("menunggu", "attachment.link"),
        ("ditolak", "entry.add"),
    ]
    assert {c["kasus"]["nomor_register"] for c in document["perubahan"]} == {number}
    assert all(c["kasus"]["rahasia"] for c in document["perubahan"])
    assert document["perubahan"][2]["isi"] == {"text": "Ditolak karena peran."}
    assert document["perubahan"][2]["kode_penolakan"] == "NO_RIGHT"
    (value,) = document["nilai_yang_tidak_berlaku"]
    assert (value["nilai_penulis"], value["nilai_yang_berlaku"]) == ("Judul saya", "Judul mereka")
    assert document["berkas"][0]["nama"] == "jalan.jpg"


def test_nothing_of_a_change_is_lost_on_the_way_out(desk: Desk) -> None:
    a_full_desk(desk)
    with desk.context.open_read() as work:
        bodies = [change.body for change in work.outbox.waiting(10)]
    document = json.loads(as_json(unsent_work(desk.context, full=True)))
    waiting = [c for c in document["perubahan"] if c["status"] == "menunggu"]
    assert [c["rekaman"] for c in waiting] == bodies


def test_whoever_may_not_know_the_reporter_does_not_get_the_name_in_a_file(desk: Desk) -> None:
    desk.registered(reporter_name="Wagiman Contoh", reporter_phone="0812-3456-7890")
    text = as_json(unsent_work(desk.with_roles(Role.EXECUTOR)))
    assert "Wagiman" not in text
    assert "34567890" not in text
    assert "Wagiman" in as_json(unsent_work(desk.context))


def test_a_desk_with_nothing_unsent_writes_an_empty_file(desk: Desk) -> None:
    document = json.loads(as_json(unsent_work(desk.context)))
    assert (document["perubahan"], document["berkas"]) == ([], [])
