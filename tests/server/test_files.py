"""Files are kept whole, under what they hold, and given only through a case in scope."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from desktop_app.domain.attachments import LARGEST_FILE
from desktop_app.domain.cases import Case, Status
from desktop_app.domain.workflow import MoveName
from tests.server.server_desk import ServerDesk
from tests.server.world import World

PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 40
SOME_CASE = "01935d00-0000-7000-8000-0000000c00ff"
SHA256 = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def case(desk: ServerDesk) -> Case:
    """A verified case whose records name the photo."""
    case = desk.new_case()
    desk.done(desk.create(case), desk.attach(case, sha256=SHA256), desk.move(case, MoveName.VERIFY))
    return replace(case, status=Status.VERIFIED)


def path(case: Case, sha256: str = SHA256) -> str:
    return f"/v1/files/{case.uid}/{sha256}"


def left_behind(world: World) -> list[Path]:
    return [found for found in world.settings.files.rglob("*") if found.is_file()]


def test_a_file_comes_back_as_it_was_sent(desk: ServerDesk, case: Case):
    assert desk.ask("HEAD", path(case)).status == 404
    assert desk.ask("PUT", path(case), PHOTO).status == 201
    assert desk.ask("PUT", path(case), PHOTO).status == 200
    assert desk.ask("HEAD", path(case)).status == 200
    answer = desk.ask("GET", path(case))
    assert (answer.status, answer.body) == (200, PHOTO)
    assert answer.headers["content-type"] == "application/octet-stream"


def test_a_file_that_is_not_what_its_name_says_is_not_kept(desk: ServerDesk, case: Case):
    answer = desk.ask("PUT", path(case), PHOTO + b"!")
    assert (answer.status, answer.code) == (409, "DIGEST")
    assert desk.ask("GET", path(case)).status == 404
    assert left_behind(desk.world) == []


def test_a_file_that_no_record_names_is_refused(desk: ServerDesk, case: Case):
    other = hashlib.sha256(b"other").hexdigest()
    answer = desk.ask("PUT", path(case, other), b"other")
    assert (answer.status, answer.code) == (404, "NOT_FOUND")
    assert desk.ask("PUT", f"/v1/files/{uuid4()}/{SHA256}", PHOTO).status == 404


def test_a_file_over_the_limit_is_refused(desk: ServerDesk, case: Case):
    content = bytes(LARGEST_FILE + 1)
    sha256 = hashlib.sha256(content).hexdigest()
    desk.done(desk.attach(case, sha256=sha256))
    answer = desk.ask("PUT", path(case, sha256), content)
    assert (answer.status, answer.code) == (413, "TOO_LARGE")
    assert left_behind(desk.world) == []


def test_a_file_at_the_limit_is_kept(desk: ServerDesk, case: Case):
    content = bytes(LARGEST_FILE)
    sha256 = hashlib.sha256(content).hexdigest()
    desk.done(desk.attach(case, sha256=sha256))
    assert desk.ask("PUT", path(case, sha256), content).status == 201


def test_the_assigned_office_gets_the_file_and_others_do_not(desk: ServerDesk, case: Case):
    desk.ask("PUT", path(case), PHOTO)
    village = ServerDesk(desk.world, "GDS", "Sari")
    assert village.ask("GET", path(case)).status == 404
    desk.done(desk.move(case, MoveName.ASSIGN, assigned_office_uid=village.office.uid))
    assert village.ask("GET", path(case)).body == PHOTO
    assert ServerDesk(desk.world, "KRN", "Hadi").ask("GET", path(case)).status == 404


def test_an_office_that_handed_a_case_on_still_brings_what_it_named(desk: ServerDesk, case: Case):
    village = ServerDesk(desk.world, "GDS", "Sari")
    assigned = replace(case, status=Status.ASSIGNED, assigned_office_uid=village.office.uid)
    scan = b"%PDF-1.7 peta"
    sha256 = hashlib.sha256(scan).hexdigest()
    desk.done(desk.move(case, MoveName.ASSIGN, assigned_office_uid=village.office.uid))
    village.done(village.attach(assigned, sha256=sha256), village.move(assigned, MoveName.RETURN))
    assert village.ask("PUT", path(case, sha256), scan).status == 201
    assert desk.ask("GET", path(case, sha256)).body == scan
    assert village.ask("GET", path(case, sha256)).status == 404
    assert village.ask("PUT", path(case), PHOTO).status == 404


def test_a_letter_is_given_only_to_the_office_that_wrote_it(desk: ServerDesk, case: Case):
    pdf = b"%PDF-1.7 surat"
    sha256 = hashlib.sha256(pdf).hexdigest()
    desk.done(desk.issue(case, sha256=sha256))
    assert desk.ask("PUT", path(case, sha256), pdf).status == 201
    assert ServerDesk(desk.world, "PBG", "Dewi").ask("GET", path(case, sha256)).status == 404
    assert desk.ask("GET", path(case, sha256)).body == pdf


def test_the_same_file_of_two_cases_is_kept_for_each(desk: ServerDesk, case: Case):
    desk.ask("PUT", path(case), PHOTO)
    other = desk.new_case()
    desk.done(desk.create(other), desk.attach(other, sha256=SHA256))
    assert desk.ask("GET", path(other)).status == 404
    assert desk.ask("PUT", path(other), PHOTO).status == 201


@pytest.mark.parametrize(
    "where",
    [
        "no-uid/" + SHA256,
        f"{SOME_CASE}/short",
        f"{SOME_CASE}/{SHA256.upper()}",
        f"{SOME_CASE}/" + "../" * 3,
    ],
)
def test_a_path_that_names_no_file_is_refused(sqlite_world: World, where: str):
    desk = ServerDesk(sqlite_world, "BBS", "Rina")
    assert desk.ask("GET", "/v1/files/" + where).status in {400, 404}
    assert desk.ask("PUT", "/v1/files/" + where, PHOTO).status in {400, 404}


def test_files_need_a_token(sqlite_world: World):
    for method in ("GET", "PUT", "HEAD"):
        answer = sqlite_world.client.request(method, f"/v1/files/{uuid4()}/{SHA256}")
        assert answer.status == 401
