"""Password and key of test profiles, and a cost that lets tests run quickly."""

from __future__ import annotations

from desktop_app.storage.key_wrap import Cost

PASSWORD = "kereta senja 1976"
CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
KEY = bytes(range(32))
