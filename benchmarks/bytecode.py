"""Says which loaded modules had to be compiled: a start-up with those is not worth measuring."""

from __future__ import annotations

import sys
from pathlib import Path


def modules_without_bytecode() -> list[str]:
    """Name every loaded module that is a source file without its .pyc."""
    specs = [getattr(module, "__spec__", None) for module in list(sys.modules.values())]
    return [
        spec.name
        for spec in specs
        if spec is not None
        and spec.has_location
        and str(spec.origin).endswith(".py")
        and Path(str(spec.origin)).is_file()
        and not (spec.cached and Path(spec.cached).exists())
    ]
