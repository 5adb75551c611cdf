"""Names a request in the log by the path of the contract, not by what somebody wrote there."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.routing import compile_path

_NOWHERE = "(no path of ours)"


class PathNames:
    """Knows the paths of the application, as `/v1/files/{case}/{sha256}`."""

    def __init__(self, paths: Iterable[str]) -> None:
        known = set(paths)
        self._plain = {path for path in known if "{" not in path}
        self._shapes = [(compile_path(path)[0], path) for path in known - self._plain]

    def of(self, path: str) -> str:
        """Return the name of a path that was asked for."""
        if path in self._plain:
            return path
        return next((name for shape, name in self._shapes if shape.match(path)), _NOWHERE)
