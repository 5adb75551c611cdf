"""The files of a case leave a desk with it, but for those that it may be asked for again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.cases import Case
from desktop_app.domain.workflow import MoveName
from tests.server_process import ServerProcess
from tests.sync.enrolled import RINA, SARI, VILLAGE, EnrolledDesk, a_regency, an_enrolled_desk


def a_photo(of: str) -> bytes:
    return b"\xff\xd8\xff" + f"foto rekaan {of}".encode() * 3_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with a_regency(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture
def district(server: ServerProcess, tmp_path: Path) -> Iterator[EnrolledDesk]:
    with an_enrolled_desk(tmp_path / "district", server, RINA) as desk:
        desk.good_round()
        yield desk


@pytest.fixture
def village(server: ServerProcess, tmp_path: Path) -> Iterator[EnrolledDesk]:
    with an_enrolled_desk(tmp_path / "village", server, SARI) as desk:
        yield desk


def taken_in(district: EnrolledDesk, photo: bytes) -> Case:
    """A case with a photo that the village is to work on."""
    case = district.register(files=(district.attach(photo, "jalan.jpg"),))
    district.move(case, MoveName.VERIFY)
    district.move(case, MoveName.ASSIGN, office=VILLAGE)
    district.good_round()
    return case


def given_back(village: EnrolledDesk, case: Case) -> None:
    village.move(case, MoveName.RETURN, "Bukan wilayah kami.")
    village.good_round()
    assert not village.knows(case)


def has(desk: EnrolledDesk, content: bytes) -> bool:
    return desk.profile.files.has(hashlib.sha256(content).hexdigest())


def test_the_bytes_go_with_the_case_and_come_back_with_it(
    district: EnrolledDesk, village: EnrolledDesk
) -> None:
    photo = a_photo("jalan")
    case = taken_in(district, photo)
    village.good_round()
    assert has(village, photo)
    given_back(village, case)
    assert (has(village, photo), has(district, photo)) == (False, True)

    district.good_round()
    district.move(case, MoveName.ASSIGN, office=VILLAGE)
    district.good_round()
    village.good_round()
    assert has(village, photo)


def test_what_the_desk_has_added_itself_stays_for_a_server_that_is_set_back(
    district: EnrolledDesk, village: EnrolledDesk
) -> None:
    photo, answer = a_photo("lampu"), a_photo("lampu menyala")
    case = taken_in(district, photo)
    village.good_round()
    village.note(case, "Sudah dilihat.", (answer, "hasil.jpg"))
    village.good_round()
    given_back(village, case)
    assert (has(village, photo), has(village, answer)) == (False, True)


def test_what_another_case_names_too_stays(district: EnrolledDesk, village: EnrolledDesk) -> None:
    photo = a_photo("saluran")
    case, other = taken_in(district, photo), taken_in(district, photo)
    village.good_round()
    given_back(village, case)
    assert village.knows(other)
    assert has(village, photo)
