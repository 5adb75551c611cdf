"""Names of files as any disk takes them and any eye reads them, whoever gave them."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120  # letters; some disks take 255 bytes, and a folder has its share
_LONGEST_ENDING = 16
_NAMELESS = "berkas"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
# Marks that nobody sees, among them those that turn a name round: `exe.gpj` reads as `jpg.exe`.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Windows opens a device under these names, whatever ending follows.
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=$|\.)", re.IGNORECASE
)


def file_name(given: str) -> str:
    """Return a name without ways, devices and unseen marks, with the ending it had."""
    seen = "".join(
        letter
        for letter in unicodedata.normalize("NFC", given)
        if unicodedata.category(letter) not in _UNSEEN
    )
    # Windows drops blanks and dots at the end, elsewhere a dot in front hides.
    name = " ".join(_FORBIDDEN.sub("_", seen).split()).lstrip(". ").rstrip(". ")
    if _DEVICES.match(name):
        name = f"_{name}"
    return _short(name) or _NAMELESS


def _short(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        return name[:LONGEST].rstrip(". ")
    return f"{stem[: LONGEST - len(ending) - 1].rstrip('. ')}.{ending}"
