"""Zones of Indonesia as people write them."""

from __future__ import annotations

from collections.abc import Mapping

ZONE_LABEL: Mapping[str, str] = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
