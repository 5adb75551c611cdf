"""The bill of materials of what is shipped, as CycloneDX 1.6 (ECMA-424) in JSON.

One for each side, because each is installed from a lock of its own. The same tree gives the same
bytes on every machine: the moment is that of the commit, the serial number that of the content.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from installer.supply.licences import Bundled, Licences, Part, files_of, read_licences
from installer.supply.locks import DESK, ROOT, SERVER, Release, read_lock

SIDES = {"desk": DESK, "server": SERVER}
FOLDER = ROOT / "build" / "sbom"

Json = dict[str, Any]


def main() -> int:
    """Write the bills of both sides into build/sbom/; return the exit code."""
    moment = moment_of_release()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for side in SIDES:
        bill = bill_of_materials(side, moment)
        component = bill["metadata"]["component"]
        path = FOLDER / f"loket-aduan-{side}-{component['version']}.cdx.json"
        path.write_text(as_text(bill), encoding="utf-8", newline="\n")
        print(f"{path.relative_to(ROOT).as_posix()}: {len(bill['components'])} components")
    return 0


def moment_of_release() -> datetime:
    """Return SOURCE_DATE_EPOCH, or when the commit was made; stop in words without either."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        git = ["git", "log", "-1", "--format=%ct"]
        try:
            asked = subprocess.run(git, cwd=ROOT, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise SystemExit(
                "sbom: this folder is no git checkout, so nothing says when it was released. "
                "Set SOURCE_DATE_EPOCH to the seconds since 1970."
            ) from error
        seconds = asked.stdout
    return datetime.fromtimestamp(int(seconds), UTC)


def as_text(bill: Json) -> str:
    """Return the bill as it is written to a file."""
    return json.dumps(bill, indent=2, ensure_ascii=False) + "\n"


def bill_of_materials(side: str, moment: datetime) -> Json:
    """Return the bill of one side as the value of its JSON."""
    releases, licences = read_lock(SIDES[side]), read_licences()
    product = _product(side)
    bill: Json = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "tools": {"components": [{"type": "application", "name": "loket-aduan dev.py sbom"}]},
            "authors": [{"name": "Loket Aduan contributors"}],
            "component": product,
        },
        "components": [
            *(_library(release, licences) for release in releases),
            *(_bundle(row, files) for row, files in _rows(licences)),
        ],
        "dependencies": _edges(product["bom-ref"], releases, licences),
        # The wheels hold more than the parts that are named here.
        "compositions": [{"aggregate": "incomplete", "assemblies": _compiled(releases, licences)}],
    }
    return {**bill, "serialNumber": uuid5(NAMESPACE_URL, as_text(bill)).urn}


def _product(side: str) -> Json:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "type": "application",
        "bom-ref": f"loket-aduan-{side}",
        "name": f"loket-aduan-{side}",
        "version": project["version"],
        "description": project["description"],
        "licenses": _licence(project["license"]),
    }


def _library(release: Release, licences: Licences) -> Json:
    purl = _purl(release)
    component = {
        "type": "library",
        "bom-ref": purl,
        "name": release.name,
        "version": release.version,
        "scope": "optional" if release.marker else "required",
        "licenses": _licence(licences.installed[release.name]),
        "purl": purl,
        # The files that pip accepts for it; no address, because any mirror may have them.
        "externalReferences": [
            {
                "type": "distribution",
                "url": purl,
                "hashes": [{"alg": "SHA-256", "content": one} for one in sorted(release.hashes)],
            }
        ],
    }
    if release.marker:
        component["properties"] = [{"name": "loket-aduan:installed-where", "value": release.marker}]
    if parts := _parts(release, licences):
        component["components"] = [
            {
                "type": "library",
                "bom-ref": f"{purl}#{part.name}",
                "name": part.name,
                "licenses": _licence(part.licence),
            }
            for part in parts
        ]
    return component


def _bundle(row: Bundled, files: Iterable[Path]) -> Json:
    component = {
        "type": "file",
        "bom-ref": _bundle_ref(row),
        "name": row.name,
        "licenses": _licence(row.licence),
        "components": [_file(path) for path in files],
    }
    return component | ({"version": row.version} if row.version else {})


def _file(path: Path) -> Json:
    name = path.relative_to(ROOT).as_posix()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "type": "file",
        "bom-ref": name,
        "name": name,
        "hashes": [{"alg": "SHA-256", "content": digest}],
    }


def _edges(product: str, releases: tuple[Release, ...], licences: Licences) -> list[Json]:
    """Return who needs whom, as the lock tells it."""
    edges = {product: [_bundle_ref(row) for row in licences.bundled]}
    edges |= {_purl(release): [] for release in releases}
    references = {release.name: _purl(release) for release in releases}
    for release in releases:
        if release.wanted:
            edges[product].append(_purl(release))
        for name in release.asked_by:
            edges[references[name]].append(_purl(release))
    return [{"ref": one, "dependsOn": sorted(needed)} for one, needed in edges.items()]


def _rows(licences: Licences) -> list[tuple[Bundled, tuple[Path, ...]]]:
    files = files_of(licences)
    return [(row, files[row.name]) for row in licences.bundled]


def _parts(release: Release, licences: Licences) -> list[Part]:
    return [part for part in licences.inside if release.name in part.wheels]


def _compiled(releases: tuple[Release, ...], licences: Licences) -> list[str]:
    return [_purl(release) for release in releases if _parts(release, licences)]


def _licence(expression: str) -> list[Json]:
    return [{"expression": expression}]


def _purl(release: Release) -> str:
    return f"pkg:pypi/{release.name}@{release.version}"


def _bundle_ref(row: Bundled) -> str:
    return f"bundled/{row.name}"


if __name__ == "__main__":
    sys.exit(main())
