"""The villages of the two starting regencies."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from desktop_app import bundled

REGENCY_CODES = {"purbalingga": "33.03", "purwakarta": "32.14"}
COUNTS = {
    "purbalingga": {"districts": 18, "desa": 224, "kelurahan": 15},
    "purwakarta": {"districts": 17, "desa": 183, "kelurahan": 9},
}
KIND_BY_DIGIT = {"1": "kelurahan", "2": "desa"}


def test_the_two_regencies_ship():
    assert bundled.regencies() == sorted(COUNTS)


@pytest.mark.parametrize("regency", sorted(COUNTS))
def test_every_district_and_village_is_there(regency):
    rows, expected = bundled.villages(regency), COUNTS[regency]
    kinds = Counter(row.kind for row in rows)
    assert len({row.district_code for row in rows}) == expected["districts"]
    assert kinds == {"desa": expected["desa"], "kelurahan": expected["kelurahan"]}


@pytest.mark.parametrize("regency", sorted(COUNTS))
def test_codes_are_unique_ordered_and_say_where_and_what_a_village_is(regency):
    rows = bundled.villages(regency)
    codes = [row.code for row in rows]
    assert codes == sorted(set(codes))
    for row in rows:
        assert re.fullmatch(r"\d\d\.\d\d\.\d\d\.\d{4}", row.code)
        assert row.code.startswith(row.district_code + ".")
        assert row.district_code.startswith(REGENCY_CODES[regency] + ".")
        assert row.kind == KIND_BY_DIGIT[row.code[9]]


@pytest.mark.parametrize("regency", sorted(COUNTS))
def test_a_district_has_one_name(regency):
    names = {(row.district_code, row.district) for row in bundled.villages(regency)}
    assert len(names) == COUNTS[regency]["districts"]


@pytest.mark.parametrize(
    ("regency", "name"),
    [("purbalingga", "Karangtengah"), ("purbalingga", "Bojong"), ("purwakarta", "Citalang")],
)
def test_villages_share_names_so_the_district_must_be_shown(regency, name):
    same = [row for row in bundled.villages(regency) if row.name == name]
    assert len(same) > 1
    assert len({row.district for row in same}) == len(same)


@pytest.mark.parametrize("regency", sorted(COUNTS))
def test_name_and_district_together_are_never_ambiguous(regency):
    rows = bundled.villages(regency)
    assert len({(row.name, row.district) for row in rows}) == len(rows)


@pytest.mark.parametrize("regency", sorted(COUNTS))
def test_names_are_plain_text(regency):
    for row in bundled.villages(regency):
        for text in (row.name, row.district):
            assert re.fullmatch(r"[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)*", text), text


def test_the_demo_village_lies_in_the_demo_district():
    (village,) = [v for v in bundled.villages("purbalingga") if v.name == "Gandasuli"]
    assert (village.district, village.kind) == ("Bobotsari", "desa")


def test_the_data_licence_stands_beside_the_data():
    assert "Open Database License (ODbL)" in bundled.read_text("regions", "LICENSE-ODbL.md")
    readme = bundled.read_text("regions", "README.md")
    assert "idn-area-data 4.0.1" in readme
    assert "ODbL 1.0" in readme
