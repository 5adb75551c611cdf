"""Write the village file of one regency from an unpacked idn-area-data package.

    python resources/regions/convert.py PACKAGE_FOLDER 33.03 OUT.csv

PACKAGE_FOLDER is the unpacked npm package: the folder that holds `data/villages.csv`. The result
is a database derived from it, so the licence beside this file (ODbL 1.0) goes with it.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

COLUMNS = ("kode", "kode_kecamatan", "nama_kecamatan", "nama", "jenis")
# First digit of the last four: Kemendagri's own marking of what kind of village it is.
KINDS = {"1": "kelurahan", "2": "desa", "3": "desa adat"}

_REGENCY_CODE = re.compile(r"\d\d\.\d\d")
_VILLAGE_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.([123])\d{3}")


class ConversionError(Exception):
    """The package cannot be read as idn-area-data; the message says why."""


def read_rows(path: Path, *columns: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one package file, after checking that it has the columns needed."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            missing = set(columns) - set(reader.fieldnames or ())
            if missing:
                raise ConversionError(f"{path} lacks the columns {', '.join(sorted(missing))}")
            yield from reader
    except OSError as error:
        raise ConversionError(f"{path} cannot be read: {error.strerror}") from error


def village_rows(package: Path, regency: str) -> list[tuple[str, str, str, str, str]]:
    """Return one tuple a village, ordered by code; raise ConversionError on any doubt."""
    if not _REGENCY_CODE.fullmatch(regency):
        raise ConversionError(f"{regency!r} is not a regency code such as 33.03")
    districts = {
        row["code"]: row["name"]
        for row in read_rows(package / "data" / "districts.csv", "code", "regency_code", "name")
        if row["regency_code"] == regency
    }
    if not districts:
        raise ConversionError(f"the package knows no regency {regency}")
    rows = []
    for row in read_rows(package / "data" / "villages.csv", "code", "district_code", "name"):
        code, district = row["code"], row["district_code"]
        if district in districts:
            match = _VILLAGE_CODE.fullmatch(code)
            if not match or not code.startswith(district + "."):
                raise ConversionError(f"{code!r} is not a village code of district {district}")
            rows.append((code, district, districts[district], row["name"], KINDS[match[1]]))
    empty = set(districts) - {row[1] for row in rows}
    if empty:
        raise ConversionError(f"no villages in district {', '.join(sorted(empty))}")
    return sorted(rows)


def write_file(rows: list[tuple[str, str, str, str, str]], out: Path) -> None:
    """Write the five columns as UTF-8 with plain line feeds, whatever the system."""
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("package", type=Path, help="folder of the unpacked npm package")
    parser.add_argument("regency", help="regency code, for example 33.03")
    parser.add_argument("out", type=Path, help="file to write")
    options = parser.parse_args(arguments)
    try:
        rows = village_rows(options.package, options.regency)
        write_file(rows, options.out)
    except (ConversionError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{len(rows)} villages in {len({row[1] for row in rows})} districts\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
