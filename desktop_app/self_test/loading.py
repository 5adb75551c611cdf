"""Whether every part of the program can be loaded, with the libraries it stands on."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

import desktop_app
from desktop_app.self_test.checks import CheckFailedError

# Alembic alone can load these, and they start something.
_NOT_LOADED = (".migrations.", ".__main__")


def check_imports(_folder: Path) -> None:
    """Load every module, and so every library of the desk; names the first that fails."""
    # Storage comes before the window: Qt's import hook keeps the source of whatever follows it.
    import_module("desktop_app.bootstrap.program")
    for found in pkgutil.walk_packages(desktop_app.__path__, "desktop_app."):
        if any(part in f"{found.name}." for part in _NOT_LOADED):
            continue
        try:
            import_module(found.name)
        except Exception as error:
            raise CheckFailedError(f"{found.name}: {type(error).__name__}: {error}") from error
