"""The audit says what is known of the locked releases, and never takes silence for safety."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping

from installer.supply.audit import everything_locked
from installer.supply.findings import Findings, exit_code, told, with_answer
from tests.house.tree import ROOT

ASKED = ("requests==2.0.0", "starlette==1.0.0", "tzdata==2026.6")
INSTALLED_BY = {
    "requests==2.0.0": ("developers", "desk"),
    "starlette==1.0.0": ("server",),
    "tzdata==2026.6": ("desk", "server"),
}


def entry(release: str, *vulnerabilities: Mapping[str, object]) -> dict[str, object]:
    """One release as pip-audit reports it."""
    name, version = release.split("==")
    return {"name": name, "version": version, "vulns": list(vulnerabilities)}


def skipped(release: str) -> dict[str, object]:
    """One release that pip-audit found nothing out about."""
    return {"name": release.split("==", maxsplit=1)[0], "skip_reason": "not found"}


def answer(*entries: dict[str, object]) -> str:
    """The report of pip-audit."""
    return json.dumps({"dependencies": list(entries), "fixes": []})


MENDED = {"id": "PYSEC-2026-1", "fix_versions": ["2.0.1", "2.1.0"], "aliases": ["CVE-2026-1"]}
UNMENDED = {"id": "GHSA-xxxx", "fix_versions": [], "aliases": []}
CLEAN = answer(*map(entry, ASKED))


def test_nothing_known_about_all_releases_ends_well():
    findings = with_answer(Findings(ASKED), CLEAN)
    assert exit_code(findings) == 0
    words = told(findings, INSTALLED_BY)
    assert "3 of 3 locked releases were answered for." in words
    assert "No vulnerability is known in these." in words


def test_a_known_vulnerability_is_told_with_its_mended_versions_and_who_installs_it():
    findings = with_answer(
        Findings(ASKED),
        answer(entry(ASKED[0], MENDED), entry(ASKED[1], UNMENDED), entry(ASKED[2])),
    )
    assert exit_code(findings) == 1
    words = told(findings, INSTALLED_BY)
    assert "requests==2.0.0   PYSEC-2026-1  2.0.1, 2.1.0    developers, desk" in words
    assert "starlette==1.0.0  GHSA-xxxx     no release yet  server" in words


def test_a_release_that_was_skipped_is_no_clean_release():
    findings = with_answer(Findings(ASKED), answer(*map(entry, ASKED[:2]), skipped(ASKED[2])))
    assert exit_code(findings) == 2
    assert told(findings, INSTALLED_BY).splitlines()[2:4] == [
        "Without an answer, which does not mean none:",
        "tzdata==2026.6",
    ]


def test_a_release_that_is_missing_in_the_answer_is_no_clean_release():
    assert exit_code(with_answer(Findings(ASKED), answer(entry(ASKED[0])))) == 2


def test_a_known_vulnerability_counts_more_than_a_missing_answer():
    assert exit_code(with_answer(Findings(ASKED), answer(entry(ASKED[0], MENDED)))) == 1


def test_a_second_database_answers_for_what_the_first_did_not_know():
    first = with_answer(Findings(ASKED), answer(entry(ASKED[0], MENDED), skipped(ASKED[1])))
    both = with_answer(first, answer(*map(entry, first.unanswered)))
    assert (both.answered, both.unanswered) == (3, ())
    assert [weak.release for weak in both.weaknesses] == [ASKED[0]]


def test_no_answer_at_all_is_told_in_one_line():
    findings = Findings(ASKED)
    assert exit_code(findings) == 2
    assert told(findings, INSTALLED_BY) == (
        "No database answered for any of 3 locked releases: no news, good or bad."
    )


def test_what_only_one_kind_of_machine_installs_is_asked_for_too():
    locked = everything_locked()
    assert any(release.startswith("tzdata==") for release in locked)
    assert [sides for pin, sides in locked.items() if pin.startswith("pip-audit==")] == [("audit",)]
    assert ("developers", "server") in {tuple(sorted(sides)) for sides in locked.values()}


def test_without_a_network_it_says_so_and_ends_with_2():
    shut_off = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}
    result = subprocess.run(
        [sys.executable, "dev.py", "audit"],
        cwd=ROOT,
        env={**os.environ, **shut_off},
        check=False,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 2
    assert "Nothing could be asked: no news, good or bad. Is there a network?" in result.stderr
    assert "Traceback" not in result.stderr
