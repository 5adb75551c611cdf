"""What a database of known vulnerabilities said of the locked releases, and how it is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

NOTHING_KNOWN, SOMETHING_KNOWN, NO_ANSWER = 0, 1, 2

_TITLES = ("release", "known as", "mended in", "installed by")


@dataclass(frozen=True, slots=True)
class Weakness:
    """One known vulnerability of one release; `mended_in` has no version while there is none."""

    release: str  # name==version
    identifier: str
    mended_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known so far, and the releases that nothing was said about, as name==version."""

    unanswered: tuple[str, ...]
    answered: int = 0
    weaknesses: tuple[Weakness, ...] = ()


def with_answer(findings: Findings, answer: str) -> Findings:
    """Add the JSON of pip-audit; a release that it skipped stays unanswered."""
    entries = {
        f"{entry['name']}=={entry['version']}": entry
        for entry in json.loads(answer)["dependencies"]
        if "skip_reason" not in entry
    }
    unanswered = tuple(release for release in findings.unanswered if release not in entries)
    return Findings(
        unanswered=unanswered,
        answered=findings.answered + len(findings.unanswered) - len(unanswered),
        weaknesses=findings.weaknesses
        + tuple(
            Weakness(release, one["id"], tuple(one["fix_versions"]))
            for release, entry in entries.items()
            for one in entry["vulns"]
        ),
    )


def exit_code(findings: Findings) -> int:
    """What is known counts more than what could not be asked."""
    if findings.weaknesses:
        return SOMETHING_KNOWN
    return NO_ANSWER if findings.unanswered else NOTHING_KNOWN


def told(findings: Findings, installed_by: Mapping[str, tuple[str, ...]]) -> str:
    """Return the findings as a person reads them; `installed_by` says who has each release."""
    asked = findings.answered + len(findings.unanswered)
    if not findings.answered:
        return f"No database answered for any of {asked} locked releases: no news, good or bad."
    lines = [f"{findings.answered} of {asked} locked releases were answered for."]
    if findings.weaknesses:
        lines += [f"Known vulnerabilities: {len(findings.weaknesses)}", ""]
        lines += [*_table(findings, installed_by), ""]
    else:
        lines.append("No vulnerability is known in these.")
    if findings.unanswered:
        lines += ["Without an answer, which does not mean none:", *findings.unanswered]
    lines.append(
        "The C libraries inside wheels were not asked about; docs/licences.md names the main ones."
    )
    return "\n".join(lines)


def _table(findings: Findings, installed_by: Mapping[str, tuple[str, ...]]) -> list[str]:
    rows = [_TITLES] + [
        (
            weak.release,
            weak.identifier,
            ", ".join(weak.mended_in) or "no release yet",
            ", ".join(installed_by[weak.release]),
        )
        for weak in findings.weaknesses
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
