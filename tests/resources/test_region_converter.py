"""The script that writes the villages of any regency from the package idn-area-data."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop_app import bundled

# The columns of idn-area-data 4.0.1; the places are invented.
DISTRICTS = """\
code,regency_code,name
99.01.01,99.01,Karangcontoh
99.01.02,99.01,Sukacontoh
99.02.01,99.02,Lain Tempat
"""
VILLAGES = """\
code,district_code,name
99.01.02.2001,99.01.02,Sidacontoh
99.01.01.2002,99.01.01,"Wanacontoh, Lor"
99.01.01.1001,99.01.01,Karangcontoh Wetan
99.01.02.3002,99.01.02,Desa Adat Contoh
99.01.02.2003,99.01.02,Karangcontoh Wetan
99.02.01.2001,99.02.01,Sidacontoh
"""
CONVERTED = """\
kode,kode_kecamatan,nama_kecamatan,nama,jenis
99.01.01.1001,99.01.01,Karangcontoh,Karangcontoh Wetan,kelurahan
99.01.01.2002,99.01.01,Karangcontoh,"Wanacontoh, Lor",desa
99.01.02.2001,99.01.02,Sukacontoh,Sidacontoh,desa
99.01.02.2003,99.01.02,Sukacontoh,Karangcontoh Wetan,desa
99.01.02.3002,99.01.02,Sukacontoh,Desa Adat Contoh,desa adat
"""


@pytest.fixture
def package(tmp_path):
    data = tmp_path / "package" / "data"
    data.mkdir(parents=True)
    (data / "districts.csv").write_text(DISTRICTS, encoding="utf-8", newline="")
    (data / "villages.csv").write_text(VILLAGES, encoding="utf-8", newline="")
    return data.parent


@pytest.fixture
def convert(package, tmp_path):
    """Run the script as a person would; the result has the file it wrote as `out`."""
    out = tmp_path / "out.csv"

    def run(regency="99.01"):
        script = bundled.path("regions", "convert.py")
        done = subprocess.run(
            [sys.executable, script, package, regency, out],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done, out

    return run


def test_a_regency_becomes_five_columns_in_code_order(convert):
    done, out = convert()
    assert done.returncode == 0, done.stderr
    assert done.stdout == "5 villages in 2 districts\n"
    assert out.read_bytes().decode() == CONVERTED


def test_windows_line_ends_in_the_package_make_no_difference(convert, package):
    for name in ("districts.csv", "villages.csv"):
        file = package / "data" / name
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    done, out = convert()
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().decode() == CONVERTED


def test_the_shipped_files_have_the_layout_the_script_writes(convert):
    header = CONVERTED.splitlines()[0]
    for regency in bundled.regencies():
        raw = bundled.read_text("regions", f"{regency}.csv")
        assert raw.splitlines()[0] == header
        assert raw.endswith(("desa\n", "kelurahan\n"))


@pytest.mark.parametrize(
    ("regency", "message"),
    [("99.03", "knows no regency 99.03"), ("3303", "'3303' is not a regency code")],
)
def test_an_unknown_regency_is_refused_in_words(convert, regency, message):
    done, out = convert(regency)
    assert done.returncode == 1
    assert message in done.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("99.01.01.1001", "99.01.01.9001", "'99.01.01.9001' is not a village code"),
        ("99.01.01.1001", "99.01.02.1001", "is not a village code of district 99.01.01"),
        ("code,district_code,name", "code,parent,name", "lacks the columns district_code"),
    ],
)
def test_a_package_in_another_shape_is_refused_and_nothing_is_written(
    convert, package, old, new, message
):
    file = package / "data" / "villages.csv"
    file.write_text(VILLAGES.replace(old, new), encoding="utf-8")
    done, out = convert()
    assert done.returncode == 1
    assert message in done.stderr
    assert not out.exists()


def test_a_district_without_villages_is_not_passed_over(convert, package):
    file = package / "data" / "districts.csv"
    file.write_text(DISTRICTS + "99.01.03,99.01,Kosongcontoh\n", encoding="utf-8")
    done, _ = convert()
    assert done.returncode == 1
    assert "no villages in district 99.01.03" in done.stderr


def test_a_folder_that_is_no_package_is_refused(convert, package):
    (package / "data" / "districts.csv").unlink()
    done, _ = convert()
    assert done.returncode == 1
    assert "cannot be read" in done.stderr
    assert "Traceback" not in done.stderr
