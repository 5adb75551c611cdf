"""The reference server as a process of its own, started and stopped with the demo."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import BinaryIO

from desktop_app import bundled
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync.enrolment import reachable

_LOOKS = 300
_BETWEEN_LOOKS_S = 0.1
_GOODBYE_S = 10


class DemoServer:
    """A server on loopback with its database in one folder; joins one that already runs there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port_file = folder / "port"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it listens; known once it was started."""
        return f"http://127.0.0.1:{self._port_file.read_text(encoding='ascii').strip()}"

    def start(self) -> None:
        """Have a server that answers, its database made or brought up to date.

        Raises ExpectedError SERVER_UNREACHABLE when it will not; `server.log` says why.
        """
        if self._port_file.exists() and reachable(self.url):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        self.command("init", "--from", str(bundled.path("demo", "purbalingga.json")))
        self._port_file.unlink(missing_ok=True)
        with self._log() as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                [*self._program(), "serve", "--port", "0", "--port-file", str(self._port_file)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._await_port(self._process)

    def command(self, *arguments: str) -> str:
        """Run one verb of the operator's command line and return what it printed.

        Raises ExpectedError SERVER_UNREACHABLE when it fails; `server.log` says why.
        """
        with self._log() as log:
            finished = subprocess.run(  # noqa: S603 - our own program
                [*self._program(), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
                check=False,
            )
        if finished.returncode != 0:
            raise ExpectedError(Trouble.SERVER_UNREACHABLE)
        return finished.stdout

    def stop(self) -> None:
        """Stop the server if this demo started it."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_GOODBYE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._port_file.unlink(missing_ok=True)

    def _await_port(self, process: subprocess.Popen[bytes]) -> None:
        pause = Event()
        for _ in range(_LOOKS):
            if self._port_file.exists() and reachable(self.url):
                return
            if process.poll() is not None:
                break
            pause.wait(_BETWEEN_LOOKS_S)
        self.stop()
        raise ExpectedError(Trouble.SERVER_UNREACHABLE)

    def _log(self) -> BinaryIO:
        return (self._folder / "server.log").open("ab")

    def _program(self) -> list[str]:
        database = f"sqlite:///{(self._folder / 'server.db').as_posix()}"
        files = str(self._folder / "files")
        return [sys.executable, "-m", "central_server", "--database", database, "--files", files]
