"""A desk of the tour seen from outside: started, told which chapter to play, closed or killed."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from tests.house.tree import ROOT
from tests.tour.story import Played

_CHAPTER_S = 100.0  # a little longer than the desk itself allows
_GOODBYE_S = 20.0
# What the platform without a display cannot do and says so.
_EXPECTED = "This plugin does not support"


class DeskFailedError(Exception):
    """A desk ended, hung or complained."""


class DeskProcess:
    """`python -m tests.tour.desk` on one profile."""

    def __init__(
        self,
        profile: Path,
        out: Path,
        *,
        scheme: str = "light",
        scale: str = "1",
        sabotage: str = "",
        program: Sequence[str] = ("tests.tour.desk",),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start it; another `program` takes the same options, `environment` is added to ours."""
        self._profile = profile
        self._log = profile.with_suffix(".stderr")
        self._answers: queue.Queue[str] = queue.Queue()
        command = [
            sys.executable, "-m", *program,
            "--profile", str(profile), "--luggage", str(profile.parent), "--out", str(out),
            "--scheme", scheme, "--sabotage", sabotage,
        ]  # fmt: skip
        # The screen's description is named by a relative path: a drive letter ends the option.
        screen = {"QT_QPA_PLATFORM": "offscreen:configfile=tests/tour/screen.json"}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, **screen, "QT_SCALE_FACTOR": scale, **(environment or {})},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                encoding="utf-8",
            )
        self._reader = threading.Thread(
            target=self._read, args=(self._process.stdout,), name="answers", daemon=True
        )
        self._reader.start()

    def play(self, chapter: str, first_picture: int, facts: dict[str, str]) -> Played:
        """Have a chapter played and return what came of it."""
        self._send({"chapter": chapter, "first_picture": first_picture, "facts": facts})
        try:
            answer = self._answers.get(timeout=_CHAPTER_S)
        except queue.Empty:
            words = f"no answer for {_CHAPTER_S:.0f} s:\n{self.complaints()}"
            raise DeskFailedError(words) from None
        if not answer:
            raise DeskFailedError(f"the desk ended:\n{self.complaints()}")
        return Played.from_message(json.loads(answer))

    def close(self) -> None:
        """Close the window as its person would; complaints of the desk come to light."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            code = self._process.wait(_GOODBYE_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise DeskFailedError("the window would not close") from None
        self._hang_up()
        if code != 0 or self.complaints():
            raise DeskFailedError(f"the desk ended with {code}:\n{self.complaints()}")

    def kill(self) -> None:
        """Pull the plug."""
        self._process.kill()
        self._process.wait()
        self._hang_up()

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def program_log(self) -> str:
        """Return what the program logged about itself."""
        log = self._profile / "loket-aduan.log"
        return log.read_text(encoding="utf-8") if log.exists() else ""

    def complaints(self) -> str:
        """Return what the desk wrote that nobody expects."""
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(line for line in lines if _EXPECTED not in line)

    def _hang_up(self) -> None:
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _send(self, command: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        try:
            print(json.dumps(command), file=self._process.stdin, flush=True)
        except OSError:
            raise DeskFailedError(f"the desk ended:\n{self.complaints()}") from None

    def _read(self, answers: IO[str]) -> None:
        for line in answers:
            self._answers.put(line)
        self._answers.put("")
