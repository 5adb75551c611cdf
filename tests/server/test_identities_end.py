"""Who reported is corrected, restricted, and erased: the case stays, the person leaves it."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, select
from starlette.types import Message, Receive, Scope, Send

from central_server import erasing
from central_server.schema import conflict, erased_file, identity
from desktop_app.domain.cases import Case, Status
from desktop_app.domain.erasure import NO_FILE, STRUCK
from desktop_app.domain.reporters import Reporter
from desktop_app.domain.timeline import EntryKind
from desktop_app.domain.workflow import MoveName
from tests.builders import a_reporter
from tests.server.asgi import AsgiClient
from tests.server.server_desk import ServerDesk
from tests.server.world import World

CARD = b"\xff\xd8\xff" + b"foto KTP rekaan" * 50
CARD_SHA = hashlib.sha256(CARD).hexdigest()
NAMED = "Ibu  wening PURNAMA menelepon dari 0812 3456 7890, NIK 3303010101900001."


def taken_in(desk: ServerDesk, **changes: Any) -> tuple[Case, Reporter]:
    case = desk.new_case(**changes)
    reporter = a_reporter(
        case_uid=case.uid, name="Wening Purnama", phone="+6281234567890", nik="3303010101900001"
    )
    desk.done(desk.create(case, reporter), desk.move(case, MoveName.VERIFY))
    return replace(case, status=Status.VERIFIED), reporter


def assigned(desk: ServerDesk, case: Case, to: ServerDesk) -> None:
    desk.done(desk.move(case, MoveName.ASSIGN, assigned_office_uid=to.office.uid))


def everything_of(desk: ServerDesk) -> str:
    """All that a desk is told, as one text."""
    return str(desk.rows())


# --- correction -------------------------------------------------------------------------------


def test_two_corrections_of_different_fields_both_stand(district: ServerDesk):
    case, known = taken_in(district)
    district.done(district.correct_reporter(known, name="Wening Purnama Baru"))
    district.done(district.correct_reporter(known, address="Jalan Baru 5"))

    block = district.holds("reporter")[str(case.uid)]
    assert (block["name"], block["address"]) == ("Wening Purnama Baru", "Jalan Baru 5")
    kinds = [one["kind"] for one in district.holds("entry").values()]
    assert kinds.count("identity_corrected") == 2


def test_of_one_field_the_first_stands_and_the_second_comes_back_to_its_author(
    district: ServerDesk,
):
    case, known = taken_in(district)
    district.done(district.correct_reporter(known, name="Pertama"))
    (answer,) = district.push(district.correct_reporter(known, name="Kedua"))

    assert answer["answer"] == "conflict"
    (clash,) = answer["fields"]
    assert (clash["field"], clash["mine"], clash["theirs"]) == (
        "reporter_name",
        "Kedua",
        "Pertama",
    )
    assert clash["by"] == district.person.name
    assert district.holds("reporter")[str(case.uid)]["name"] == "Pertama"


def test_another_office_corrects_nobody(district: ServerDesk, village: ServerDesk):
    case, known = taken_in(district)
    assigned(district, case, village)
    assert village.refused(village.correct_reporter(known, name="Lain")) == "NOT_IN_SCOPE"


# --- restriction ------------------------------------------------------------------------------


def test_what_is_restricted_leaves_the_office_it_was_released_to_and_comes_back(
    district: ServerDesk, village: ServerDesk
):
    case, known = taken_in(district)
    assigned(district, case, village)
    district.done(district.let_know_reporter(case, village.office))
    assert village.holds("reporter")

    district.done(district.restrict(case))
    assert village.holds("reporter") == {}
    assert village.holds("case")[str(case.uid)]["identity_state"] == "restricted"
    assert district.holds("reporter")[str(case.uid)]["name"] == known.name

    district.done(district.restrict(case, restricted=False))
    assert village.holds("reporter")
    assert "identity_state" not in village.holds("case")[str(case.uid)]


def test_what_is_restricted_is_neither_corrected_nor_released(
    district: ServerDesk, village: ServerDesk
):
    case, known = taken_in(district)
    assigned(district, case, village)
    district.done(district.restrict(case))

    assert district.refused(district.correct_reporter(known, name="Lain")) == "IDENTITY_CLOSED"
    assert district.refused(district.identify(case, known)) == "IDENTITY_CLOSED"
    assert district.refused(district.let_know_reporter(case, village.office)) == "IDENTITY_CLOSED"


def test_a_restriction_says_why(district: ServerDesk):
    case, _ = taken_in(district)
    silent = district.restrict(case)
    silent["body"]["entry"]["text"] = "  "
    assert district.refused(silent) == "BODY_UNREADABLE"


# --- erasure ----------------------------------------------------------------------------------


def test_an_erasure_takes_the_person_out_of_all_that_any_office_is_told(
    district: ServerDesk, village: ServerDesk
):
    case, known = taken_in(district, reporter_words=NAMED, title="Jalan depan Wening Purnama")
    assigned(district, case, village)
    district.done(district.let_know_reporter(case, village.office, reason=NAMED))
    district.done(district.write(case, text=NAMED))
    village.done(village.write(case, EntryKind.PROGRESS, text=NAMED))
    cursors = village.page()["cursors"]
    district.done(district.erase(case, text=f"Diminta oleh {known.name}."))

    for desk in (district, village):
        told = everything_of(desk)
        for mark in ("ening", "ENING", "PURNAMA", "0812 3456", "81234567890", "3303010101900001"):
            assert mark not in told, mark
        words = desk.holds("case")[str(case.uid)]["reporter_words"]
        assert words == f"Ibu  {STRUCK} menelepon dari {STRUCK}, NIK {STRUCK}."
    assert {row["kind"] for row in village.page(cursors)["rows"]} == {
        "case",
        "entry",
        "release",
        "reporter",
    }


def test_the_case_and_when_things_happened_stay(district: ServerDesk):
    case, _ = taken_in(district)
    district.done(district.write(case, text=NAMED))
    before = {row["id"]: row["server_time"] for row in district.rows() if row["kind"] == "entry"}
    district.world.clock.turn(timedelta(hours=1))
    district.done(district.erase(case))

    after = {row["id"]: row["server_time"] for row in district.rows() if row["kind"] == "entry"}
    assert before.items() <= after.items()
    told = district.holds("case")[str(case.uid)]
    assert (told["register_number"], told["status"]) == (case.register_number, "verified")
    assert told["identity_state"] == "erased"


def test_nobody_is_put_back_into_an_erased_case(district: ServerDesk, village: ServerDesk):
    case, known = taken_in(district)
    assigned(district, case, village)
    district.done(district.erase(case))

    for change in (
        district.identify(case, known),
        district.correct_reporter(known, name="Lain"),
        district.restrict(case),
        district.let_know_reporter(case, village.office),
    ):
        assert district.refused(change) == "IDENTITY_CLOSED"


def test_erasing_again_is_erasing_once(district: ServerDesk):
    case, _ = taken_in(district, reporter_words=NAMED)
    district.done(district.erase(case))
    words = district.holds("case")[str(case.uid)]["reporter_words"]
    district.done(district.erase(case))
    assert district.holds("case")[str(case.uid)]["reporter_words"] == words


def test_the_bytes_of_an_erased_file_leave_the_disk(district: ServerDesk):
    case, _ = taken_in(district)
    card = district.attach(case, sha256=CARD_SHA, name="KTP Wening Purnama.jpg")
    district.done(card)
    path = f"/v1/files/{case.uid}/{CARD_SHA}"
    assert district.ask("PUT", path, CARD).status == 201
    district.done(district.erase(case, card["entity"]))

    assert district.ask("GET", path).status == 404
    assert district.ask("PUT", path, CARD).status == 404
    assert not list(district.world.settings.files.rglob(CARD_SHA))
    record = district.holds("attachment")[card["entity"]]
    assert (record["sha256"], record["name"], record["size"]) == (NO_FILE, "", 0)
    assert "KTP" not in everything_of(district)


def test_a_file_that_another_record_of_the_case_names_stays(district: ServerDesk):
    case, _ = taken_in(district)
    card, same = (district.attach(case, sha256=CARD_SHA) for _ in range(2))
    district.done(card, same)
    path = f"/v1/files/{case.uid}/{CARD_SHA}"
    assert district.ask("PUT", path, CARD).status == 201
    district.done(district.erase(case, card["entity"]))
    assert district.ask("GET", path).body == CARD
    with district.world.parts.database.read() as connection:
        assert connection.execute(select(erased_file)).first() is None


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_bytes_that_arrive_while_their_record_is_erased_are_not_kept(
    district: ServerDesk, method: str
):
    case, _ = taken_in(district)
    card = district.attach(case, sha256=CARD_SHA)
    district.done(card)
    world, done = district.world, list[bool]()

    async def erasing_app(scope: Scope, receive: Receive, send: Send) -> None:
        async def late() -> Message:
            if not done:
                done.append(True)
                await asyncio.to_thread(district.done, district.erase(case, card["entity"]))
            return await receive()

        await world.app(scope, late, send)

    line = AsgiClient(erasing_app)
    headers = {"Authorization": f"Bearer {district.token}"}
    headers |= {"Upload-Offset": "0", "Upload-Length": str(len(CARD))}
    answer = line.request(method, f"/v1/files/{case.uid}/{CARD_SHA}", body=CARD, headers=headers)
    assert (done, answer.status) == ([True], 404)
    assert not [path for path in world.settings.files.rglob("*") if path.is_file()]


def test_bytes_that_a_dying_process_left_are_taken_by_the_next(district: ServerDesk):
    case, _ = taken_in(district)
    card = district.attach(case, sha256=CARD_SHA)
    district.done(card)
    parts = district.world.parts
    with parts.database.write() as connection:
        erasing.note_files(connection, [(case.uid, CARD_SHA)])
    assert district.ask("PUT", f"/v1/files/{case.uid}/{CARD_SHA}", CARD).status == 201
    district.done(district.erase(case, card["entity"]))
    assert not list(district.world.settings.files.rglob(CARD_SHA))


def test_values_that_did_not_stand_are_forgotten_too(district: ServerDesk):
    case, known = taken_in(district)
    district.done(district.correct_reporter(known, name="Pertama Rekaan"))
    lost = district.correct_reporter(known, name="Kedua Rekaan")
    district.push(lost)
    district.done(district.erase(case))

    (again,) = district.push(lost)
    assert [(one["mine"], one["theirs"]) for one in again["fields"]] == [(STRUCK, STRUCK)]
    with district.world.parts.database.read() as connection:
        assert "Rekaan" not in str(connection.scalars(select(conflict.c.mine)).all())
        rows = connection.execute(select(identity)).mappings().all()
    assert {(row["name"], row["phone"], row["nik"]) for row in rows} == {("", "", "")}


def test_a_title_that_did_not_stand_in_the_very_push_that_erases_is_forgotten(
    district: ServerDesk,
):
    case, _ = taken_in(district, title="Lampu")
    district.done(district.correct(case, title="Jalan rusak"))
    district.push(
        district.correct(case, title="Depan rumah Wening Purnama", category="roads_bridges"),
        district.erase(case),
    )
    with district.world.parts.database.read() as connection:
        assert connection.execute(select(conflict.c.mine, conflict.c.theirs)).all() == [
            (STRUCK, STRUCK)
        ]


def test_whom_the_desk_knows_by_another_name_is_struck_as_well(district: ServerDesk):
    case, reporter = taken_in(district, reporter_words="Wening Purnomo melapor.")
    once = replace(reporter, name="Wening Purnomo")
    district.done(district.erase(case, known=(reporter, once)))
    assert district.holds("case")[str(case.uid)]["reporter_words"] == f"{STRUCK} melapor."


def test_the_name_of_a_file_that_stays_is_struck(district: ServerDesk):
    case, _ = taken_in(district)
    road = district.attach(case, sha256=CARD_SHA, name="Jalan dari Wening Purnama.jpg")
    district.done(road)
    district.done(district.erase(case))
    record = district.holds("attachment")[road["entity"]]
    assert (record["name"], record["sha256"]) == (f"Jalan dari {STRUCK}.jpg", CARD_SHA)


def test_a_release_given_and_erased_in_one_push_is_kept(district: ServerDesk, village: ServerDesk):
    case, _ = taken_in(district)
    assigned(district, case, village)
    district.done(
        district.let_know_reporter(case, village.office, reason=NAMED), district.erase(case)
    )
    (release,) = village.holds("release").values()
    assert STRUCK in release["reason"]


def test_one_push_may_take_a_case_in_and_erase_its_reporter(district: ServerDesk):
    case = district.new_case(reporter_words=NAMED)
    reporter = a_reporter(case_uid=case.uid, name="Wening Purnama", phone="+6281234567890")
    note = district.write(case, text=NAMED)
    district.done(district.create(case, reporter), note, district.erase(case))

    told = everything_of(district)
    assert "PURNAMA" not in told
    assert str(note["entity"]) in told


def test_who_reported_a_case_that_was_taken_back_is_erased_without_bringing_it_back(
    district: ServerDesk,
):
    case, _ = taken_in(district, reporter_words=NAMED)
    district.done(district.void(case, seen=9))
    district.done(district.erase(case))
    assert district.holds("case") == {}

    district.done(district.revive(case))
    assert "PURNAMA" not in everything_of(district)


def test_an_erasure_that_is_refused_leaves_everything_as_it_was(district: ServerDesk):
    case, known = taken_in(district, reporter_words=NAMED)
    broken = district.erase(case)
    broken["body"]["entry"]["text"] = ""
    assert district.refused(broken) == "BODY_UNREADABLE"
    clerk = district.erase(case)
    clerk["person"] = clerk["body"]["entry"]["person_uid"] = str(district.people["Tono"].uid)
    assert district.refused(clerk) == "NO_RIGHT"
    assert district.holds("reporter")[str(case.uid)]["name"] == known.name
    assert district.holds("case")[str(case.uid)]["reporter_words"] == NAMED


def test_sqlite_keeps_nothing_of_them_in_pages_that_are_free_or_in_its_log(
    sqlite_world: World, sqlite_desk: ServerDesk
):
    desk = sqlite_desk
    case, _ = taken_in(desk, reporter_words=NAMED, title="Jalan depan Wening Purnama")
    for text in (NAMED, NAMED + " Lalu hujan." * 800):  # one that fills pages of its own
        desk.done(desk.write(case, text=text), desk.attach(case, name="Dari Wening Purnama.jpg"))
    for _ in range(20):
        desk.done(*(desk.create(desk.new_case()) for _ in range(10)))
    desk.done(desk.correct(case, title="Jalan Wening Purnama"))
    path = Path(make_url(sqlite_world.settings.database).database or "")
    log = path.with_name(f"{path.name}-wal")
    assert b"Wening Purnama" in path.read_bytes() + log.read_bytes()

    desk.done(desk.erase(case, known=[a_reporter(case_uid=case.uid, name="Wening Purnama")]))
    for kept in (path, log):
        for mark in (b"ening", b"PURNAMA", b"81234567890", b"3303010101900001"):
            assert mark not in kept.read_bytes(), (kept.name, mark)
