"""Lets every start of a program use the statements that an earlier one has compiled.

A program compiles each statement once; a history starts one a dozen times.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from typing_extensions import override


class _Alike(SQLiteDialect_pysqlite):
    """Is the same as any other dialect on the same driver, so that what is compiled fits."""

    supports_statement_cache = True

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Alike) and other.dbapi is self.dbapi

    @override
    def __hash__(self) -> int:
        return hash(self.dbapi)


class CompiledStatements:
    """What was compiled in this process."""

    def __init__(self) -> None:
        self._cache: MutableMapping[Any, Any] = {}

    def share_with(self, engine: Engine) -> None:
        """Let an engine on SQLite take from here, and add to it."""
        engine.dialect.__class__ = _Alike
        engine.update_execution_options(compiled_cache=self._cache)
