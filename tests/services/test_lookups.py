"""The lists a form offers."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from desktop_app.bootstrap.lists import shipped_categories
from desktop_app.domain.people import OfficeKind
from desktop_app.services.lookups import read_lookups
from tests.builders import AGENCY_UID, REGENCY_UID, an_office
from tests.desk import Desk, a_desk, a_village, an_agency


def test_offices_come_by_what_they_are_then_by_name(tmp_path: Path) -> None:
    regency = an_office(uid=REGENCY_UID, name="Dinas Kominfo", kind=OfficeKind.REGENCY)
    early = an_office(uid=uuid4(), name="Desa Banjarsari", kind=OfficeKind.VILLAGE)
    neighbours = (regency, a_village(), early, an_agency())
    with a_desk(tmp_path, neighbours=neighbours) as desk:
        assert [office.name for office in desk.lookups.offices] == [
            "Dinas Perhubungan",
            "Desa Banjarsari",
            "Desa Gandasuli",
            "Kecamatan Bobotsari",
            "Dinas Kominfo",
        ]


def test_categories_come_in_the_order_of_the_list_that_ships(desk: Desk) -> None:
    assert list(desk.lookups.categories) == shipped_categories()


def test_a_new_office_is_offered_as_soon_as_sync_has_brought_it(desk: Desk) -> None:
    new = an_office(uid=uuid4(), name="Dinas Baru", kind=OfficeKind.AGENCY)
    with desk.context.open_work() as work:
        work.directory.put_office(new)
        work.commit()
    assert new in read_lookups(desk.context).offices


def test_codes_are_shown_by_name_and_unknown_ones_as_they_are(desk: Desk) -> None:
    assert desk.lookups.category_name("street_lighting") != "street_lighting"
    assert desk.lookups.category_name("from_a_newer_list") == "from_a_newer_list"
    assert desk.lookups.office_name(AGENCY_UID) == "Dinas Perhubungan"
    assert desk.lookups.office_name(uuid4()) == ""
    assert desk.lookups.office_name(None) == ""
