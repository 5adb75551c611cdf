"""Asks which locked releases have known vulnerabilities; needs a network.

The asking is pip-audit's, installed by hashes from a lock of its own into an environment that
lives as long as the audit. pip-audit ends well when it found nothing out about a release; here
that is no answer, because silence is not safety.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from installer.supply.findings import NO_ANSWER, Findings, exit_code, told, with_answer
from installer.supply.locks import ALL, AUDITOR, DESK, DEVELOPERS, SERVER, read_lock

_ENVIRONMENT_PYTHON = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
_INSTALLED_BY = {DESK: "desk", SERVER: "server", DEVELOPERS: "developers", AUDITOR: "audit"}

# pip-audit's names: the database of the package index, then the one that many languages share,
# for what the first did not know.
_DATABASES = ("pypi", "osv")


class NoAnswerError(Exception):
    """Something could not be asked; its words say why."""


class Auditor:
    """pip-audit in an environment of its own below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._python = folder / "environment" / _ENVIRONMENT_PYTHON

    def install(self) -> None:
        """Install pip-audit; NoAnswerError where its files cannot be had."""
        venv.create(self._folder / "environment", with_pip=True)
        # Wheels only: a build from source would run code that no hash covers.
        options = ["--quiet", "--no-input", "--only-binary=:all:", "--require-hashes"]
        ended = self._run("pip", "install", *options, "--requirement", str(AUDITOR))
        if ended.returncode != 0:
            raise NoAnswerError(f"pip-audit could not be installed: {_reason(ended.stderr)}")

    def ask(self, releases: tuple[str, ...], database: str) -> str:
        """Return the JSON of what one database says; NoAnswerError where it says nothing."""
        asked, answer = self._folder / "asked.txt", self._folder / f"{database}.json"
        asked.write_text("\n".join(releases), encoding="utf-8")
        ended = self._run(
            "pip_audit", "--requirement", str(asked), "--no-deps", "--disable-pip",
            "--vulnerability-service", database, "--cache-dir", str(self._folder / "cache"),
            "--progress-spinner", "off", "--format", "json", "--output", str(answer),
        )  # fmt: skip
        if not answer.exists():
            raise NoAnswerError(f"the database {database} gave no answer: {_reason(ended.stderr)}")
        return answer.read_text(encoding="utf-8")

    def _run(self, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(self._python), "-I", "-m", module, *arguments]
        return subprocess.run(command, check=False, capture_output=True, text=True)


def main() -> int:
    """Audit all locks; return 0 when nothing is known, 1 when something is, 2 without an answer."""
    installed_by = everything_locked()
    with TemporaryDirectory(prefix="loket-audit-") as folder:
        auditor = Auditor(Path(folder))
        try:
            auditor.install()
        except NoAnswerError as error:
            say(f"{error}\nNothing could be asked: no news, good or bad. Is there a network?")
            return NO_ANSWER
        findings = ask_everything(tuple(installed_by), auditor)
    print(told(findings, installed_by))
    return exit_code(findings)


def everything_locked() -> dict[str, tuple[str, ...]]:
    """Return name==version → who installs it, over all locks and all kinds of machines."""
    found: dict[str, tuple[str, ...]] = {}
    for lock in ALL:
        for release in read_lock(lock):
            pin = f"{release.name}=={release.version}"
            found[pin] = (*found.get(pin, ()), _INSTALLED_BY[lock])
    return dict(sorted(found.items()))


def ask_everything(releases: tuple[str, ...], auditor: Auditor) -> Findings:
    """Ask one database after the other for what is not answered yet."""
    findings = Findings(unanswered=releases)
    for database in _DATABASES:
        if findings.unanswered:
            try:
                findings = with_answer(findings, auditor.ask(findings.unanswered, database))
            except NoAnswerError as error:
                say(str(error))
    return findings


def say(words: str) -> None:
    """Tell what went wrong, beside the answer."""
    print(f"audit: {words}", file=sys.stderr)


def _reason(complaint: str) -> str:
    """Return the last line of what a program complained, which mostly says why."""
    lines = [line for line in complaint.splitlines() if line.strip()]
    return textwrap.shorten(lines[-1], 200) if lines else "it did not say why"


if __name__ == "__main__":
    sys.exit(main())
