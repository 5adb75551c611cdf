"""The bills of materials name all that is shipped, in CycloneDX 1.6, and are the same each time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from installer.supply.licences import read_licences
from installer.supply.locks import ROOT, read_lock
from installer.supply.sbom import SIDES, as_text, bill_of_materials, moment_of_release

RELEASED = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)

# Of the schema of CycloneDX 1.6: the types of components that we use, and what they may carry.
COMPONENT_TYPES = {"application", "library", "file"}
COMPONENT_FIELDS = {
    "type", "bom-ref", "name", "version", "description", "scope", "hashes", "licenses", "purl",
    "externalReferences", "properties", "components",
}  # fmt: skip
TOP_FIELDS = {
    "bomFormat", "specVersion", "serialNumber", "version", "metadata", "components",
    "dependencies", "compositions",
}  # fmt: skip
SERIAL = r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

PRINT = (
    "from datetime import UTC, datetime;"
    "from installer.supply.sbom import as_text, bill_of_materials as bill;"
    "print(as_text(bill('desk', datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC))), end='')"
)


@pytest.fixture(scope="module", params=SIDES)
def side(request: pytest.FixtureRequest) -> str:
    """Each of the two things that are installed."""
    chosen: str = request.param
    return chosen


@pytest.fixture(scope="module")
def bill(side: str) -> dict[str, Any]:
    """The bill of one side, as a reader of the file gets it."""
    read: dict[str, Any] = json.loads(as_text(bill_of_materials(side, RELEASED)))
    return read


def components(within: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield all components, those inside others too."""
    for component in within.get("components", []):
        yield component
        yield from components(component)


def everything(bill: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the product and all that is in it."""
    return [bill["metadata"]["component"], *components(bill)]


def test_the_head_is_that_of_cyclonedx_1_6(bill: dict[str, Any]):
    assert set(bill) == TOP_FIELDS
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(SERIAL, bill["serialNumber"])
    assert bill["metadata"]["timestamp"] == "2026-11-22T03:04:05Z"


def test_every_component_has_what_the_schema_needs_and_nothing_it_does_not_know(
    bill: dict[str, Any],
):
    for component in everything(bill):
        assert set(component) <= COMPONENT_FIELDS
        assert component["type"] in COMPONENT_TYPES
        assert component["name"]
        assert component.get("scope", "required") in {"required", "optional"}
        for licence in component.get("licenses", []):
            assert set(licence) == {"expression"}
        for one in component.get("hashes", []):
            assert one["alg"] == "SHA-256"
            assert re.fullmatch(r"[0-9a-f]{64}", one["content"])
        for reference in component.get("externalReferences", []):
            assert set(reference) == {"type", "url", "hashes"}


def test_every_reference_is_unique_and_every_mention_of_one_leads_somewhere(bill: dict[str, Any]):
    references = [component["bom-ref"] for component in everything(bill)]
    assert len(references) == len(set(references))
    mentioned = {part["ref"] for part in bill["dependencies"]}
    mentioned |= {needed for part in bill["dependencies"] for needed in part["dependsOn"]}
    mentioned |= {ref for part in bill["compositions"] for ref in part["assemblies"]}
    assert mentioned <= set(references)


def test_each_locked_release_is_there_with_its_licence_and_its_files(
    bill: dict[str, Any], side: str
):
    licences = read_licences().installed
    found = {part["purl"]: part for part in bill["components"] if "purl" in part}
    locked = read_lock(SIDES[side])
    assert len(found) == len(locked)
    for release in locked:
        component = found[f"pkg:pypi/{release.name}@{release.version}"]
        assert component["licenses"] == [{"expression": licences[release.name]}]
        (files,) = component["externalReferences"]
        assert {one["content"] for one in files["hashes"]} == release.hashes
        assert (component["scope"] == "optional") is bool(release.marker)


def test_each_bundled_file_is_there_with_its_digest(bill: dict[str, Any]):
    said = {part["name"]: part["hashes"] for part in components(bill) if "hashes" in part}
    wanted = {
        path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name: one["content"] for name, (one,) in said.items()} == wanted


def test_everything_is_reached_from_the_product(bill: dict[str, Any]):
    needed = {part["ref"]: part["dependsOn"] for part in bill["dependencies"]}
    reached: set[str] = set()
    ahead = [bill["metadata"]["component"]["bom-ref"]]
    while ahead:
        one = ahead.pop()
        if one not in reached:
            reached.add(one)
            ahead += needed.get(one, [])
    assert {part["bom-ref"] for part in bill["components"]} <= reached


def test_it_says_that_compiled_wheels_hold_more_than_is_named(bill: dict[str, Any]):
    (composition,) = bill["compositions"]
    assert composition["aggregate"] == "incomplete"
    assert [ref for ref in composition["assemblies"] if ref.startswith("pkg:pypi/cryptography@")]


def test_it_names_no_machine_and_no_address(bill: dict[str, Any]):
    assert not re.search(r"://|" + re.escape(str(ROOT)), as_text(bill))


def test_another_process_writes_the_same_bytes():
    texts = {
        subprocess.run(
            [sys.executable, "-c", PRINT],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "TZ": zone},
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Jayapura"))
    }
    assert len(texts) == 1
    assert as_text(bill_of_materials("desk", RELEASED)).encode() in texts


def test_another_content_has_another_serial_number():
    serials = {
        bill_of_materials(side, moment)["serialNumber"]
        for side in SIDES
        for moment in (RELEASED, datetime(2027, 1, 1, tzinfo=UTC))
    }
    assert len(serials) == 4


def test_the_moment_is_the_one_the_release_gives(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795316645")
    assert moment_of_release() == RELEASED


def test_without_a_commit_and_without_a_given_moment_it_stops_in_words(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match="Set SOURCE_DATE_EPOCH"):
        moment_of_release()


def test_the_verb_writes_one_bill_for_each_side():
    result = subprocess.run(
        [sys.executable, "dev.py", "sbom"],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795316645"},
        check=True,
        capture_output=True,
        text=True,
    )
    written = [ROOT / line.split(": ")[0] for line in result.stdout.splitlines()]
    assert [path.read_text(encoding="utf-8") for path in written] == [
        as_text(bill_of_materials(side, RELEASED)) for side in SIDES
    ]
