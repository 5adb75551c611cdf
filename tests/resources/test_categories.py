"""The starter categories and where they lead in other systems."""

from __future__ import annotations

import csv
import re

from desktop_app import bundled

LAPORGUB_SECTORS = {
    "BENCANA",
    "EKONOMI DAN INDUSTRI",
    "ENERGI",
    "INFRASTRUKTUR",
    "KATEGORI LAIN-LAIN",
    "KEPEGAWAIAN",
    "KESEHATAN",
    "KEUANGAN DAN ASET",
    "LINGKUNGAN",
    "PARIWISATA DAN BUDAYA",
    "PEMBANGUNAN DAERAH",
    "PENDIDIKAN",
    "PERMADES DAN KEPENDUDUKAN",
    "PERTANIAN",
    "SOSIAL MASYARAKAT",
}


def _sp4n_rows():
    return list(csv.DictReader(bundled.read_text("sp4n_topics.csv").splitlines()))


def test_codes_and_names_are_unique_and_the_rest_comes_last():
    rows = bundled.categories()
    assert len(rows) == 20
    assert len({row.code for row in rows}) == len({row.name for row in rows}) == len(rows)
    assert all(re.fullmatch(r"[a-z]+(?:_[a-z]+)*", row.code) for row in rows)
    assert rows[-1].code == "other"


def test_every_category_leads_to_a_topic_sp4n_has():
    topics = {row["topic"] for row in _sp4n_rows()}
    assert {row.sp4n_topic for row in bundled.categories()} <= topics


def test_every_category_leads_to_a_sector_laporgub_has():
    assert {row.laporgub_sector for row in bundled.categories()} <= LAPORGUB_SECTORS


def test_only_the_rest_leaves_the_agency_open():
    assert [row.code for row in bundled.categories() if not row.agency] == ["other"]


def test_power_and_telecommunication_are_outside_the_regencys_authority():
    outside = [row for row in bundled.categories() if not row.own_authority]
    assert [row.code for row in outside] == ["power_telecom"]
    assert "di luar kewenangan" in outside[0].name


def test_an_emergency_category_names_112():
    (row,) = [row for row in bundled.categories() if row.code == "disaster_emergency"]
    assert "112" in row.name


def test_names_can_stand_on_a_button():
    # An ampersand would become a keyboard mnemonic.
    assert not [row.name for row in bundled.categories() if "&" in row.name or len(row.name) > 50]


def test_sp4n_topics_compare_as_they_are_typed():
    text = bundled.read_text("sp4n_topics.csv")
    assert text.isascii()
    rows = [(row["topic"], row["subtopic"]) for row in _sp4n_rows()]
    assert len(rows) == len(set(rows)) > 700
