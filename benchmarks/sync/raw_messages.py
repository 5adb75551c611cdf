"""What the bare exchange sends: the changes and cases of the protocol and nothing around them."""

from __future__ import annotations

from typing import Any

import msgspec

GZIP_LEVEL = 6  # as the desk and the server pack


class RawChange(msgspec.Struct, frozen=True):
    """One change, with the fields it travels with."""

    uid: str
    n: int
    tx: str
    op: str
    v: int
    entity: str
    case: str
    person: str
    at: str
    body: dict[str, Any]


class RawPush(msgspec.Struct, frozen=True):
    """A whole push."""

    changes: list[RawChange]


class RawRow(msgspec.Struct, frozen=True):
    """One case as it is given."""

    id: str
    version: int
    time: str
    body: dict[str, Any]


class RawPull(msgspec.Struct, frozen=True):
    """Everything there is."""

    rows: list[RawRow]
