"""The real server as a process of its own, for tests that need one that can die and come back."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from types import TracebackType
from typing import Self

from central_server.cli import main
from tests.house.tree import ROOT

_PATIENCE = 60.0  # seconds; a busy machine is slow, not wrong
_GLANCE = 0.02


class ServerProcess:
    """`python -m central_server serve` on loopback; it keeps its port over restarts.

    `folder` holds the database (unless `database` is given), the files and the log `server.log`;
    `options` are those of `serve`, `rate_limit` is "off" or "usual". Call `cli("init")` before the
    first `start()`.
    """

    def __init__(
        self,
        folder: Path,
        database: str | None = None,
        *,
        options: Sequence[str] = (),
        rate_limit: str = "off",
    ) -> None:
        self.folder = folder
        self._options = list(options)
        self._rate_limit = rate_limit
        self.database = database or f"sqlite:///{(folder / 'server.db').as_posix()}"
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where desks find it; known once it was started."""
        assert self.port, "start() gives the server its port"
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8")

    def cli(self, *arguments: str) -> str:
        """Do one verb of the operator's command line; return what it printed.

        In this process: to load the server's libraries takes longer than any verb.
        """
        said, complained = StringIO(), StringIO()
        with redirect_stdout(said), redirect_stderr(complained):
            code = main([*self._place(), *arguments])
        assert code == 0, complained.getvalue()
        return said.getvalue()

    def start(self) -> None:
        """Start it and return once it listens, on the port of the last time if there was one."""
        assert self._process is None, "already started"
        port_file = self.folder / "port"
        port_file.unlink(missing_ok=True)
        place = ["--port", str(self.port), "--port-file", str(port_file)]
        command = [sys.executable, "-m", "central_server"]
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, *self._place(), "serve", *place, *self._options],
                cwd=ROOT,
                env=os.environ | {"LOKET_RATE_LIMIT": self._rate_limit},
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + _PATIENCE
        while not port_file.exists():
            assert self._process.poll() is None, self.log
            assert time.monotonic() < deadline, self.log
            self._glance()
        self.port = int(port_file.read_text(encoding="ascii"))

    def stop(self) -> int:
        """Ask it to stop, as a service manager would; return its exit code."""
        return self._end(kill=False)

    def kill(self) -> None:
        """Pull the plug."""
        self._end(kill=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self.kill()

    def _end(self, *, kill: bool) -> int:
        assert self._process is not None, "not started"
        process, self._process = self._process, None
        if kill:
            process.kill()
        else:
            process.terminate()
        return process.wait(_PATIENCE)

    def _glance(self) -> None:
        assert self._process is not None
        try:
            self._process.wait(_GLANCE)
        except subprocess.TimeoutExpired:
            return

    def _place(self) -> list[str]:
        return ["--database", self.database, "--files", str(self.folder / "files")]
