"""The head of the paper names the government above and the office below."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.domain.people import Office, OfficeKind
from desktop_app.services.letters.letterheads import letterhead_of
from tests.builders import an_office
from tests.desk import Desk


def head_for(desk: Desk, office: Office) -> tuple[str, str]:
    head = letterhead_of(replace(desk.context, office=office))
    return head.government, head.office


@pytest.mark.parametrize("regency", ["Purbalingga", "Kabupaten Purbalingga"])
def test_a_district_stands_below_its_regency_named_once(desk: Desk, regency: str) -> None:
    assert head_for(desk, an_office(regency_name=regency)) == (
        "PEMERINTAH KABUPATEN PURBALINGGA",
        "KECAMATAN BOBOTSARI",
    )


def test_a_town_is_no_regency(desk: Desk) -> None:
    government, _ = head_for(desk, an_office(regency_name="Kota Tegal"))
    assert government == "PEMERINTAH KOTA TEGAL"


def test_a_village_stands_below_its_district(desk: Desk) -> None:
    village = an_office(kind=OfficeKind.VILLAGE, name="Desa Gandasuli", regency_name="Purbalingga")
    assert head_for(desk, village) == (
        "PEMERINTAH KABUPATEN PURBALINGGA\nKECAMATAN BOBOTSARI",
        "DESA GANDASULI",
    )


def test_the_line_of_contacts_holds_what_the_office_has(desk: Desk) -> None:
    full = letterhead_of(replace(desk.context, office=an_office(phone="(0281) 1", email="a@b.c")))
    assert full.contact_line == ("Telepon (0281) 1, pos-el a@b.c, laman bobotsari.example.go.id")
    bare = an_office(phone="", email="", website="")
    assert letterhead_of(replace(desk.context, office=bare)).contact_line == ""


def test_the_emblem_of_the_regency_stands_on_it(desk: Desk) -> None:
    assert letterhead_of(replace(desk.context, emblem_png=b"png")).emblem_png == b"png"
