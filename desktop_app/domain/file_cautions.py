"""What a file could do to the PC of whoever opens it outside this program."""

from __future__ import annotations

import re

_PROGRAM_ENDINGS = frozenset({
    "ade", "adp", "apk", "app", "application", "appref-ms", "appx", "bas", "bat", "chm", "cmd",
    "com", "cpl", "desktop", "dll", "exe", "gadget", "hlp", "hta", "inf", "ins", "iso", "jar",
    "js", "jse", "jsp", "lnk", "mde", "mdb", "msc", "msi", "msix", "msp", "mst", "ocx", "pif",
    "ps1", "psm1", "py", "reg", "scf", "scr", "sct", "settingcontent-ms", "sh", "shb", "sys",
    "url", "vb", "vbe", "vbs", "vhd", "vhdx", "wsc", "wsf", "wsh", "xll",
})  # fmt: skip
_MACRO_ENDINGS = frozenset({
    "docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppam", "ppsm", "sldm", "slk",
    "iqy", "odb",
})  # fmt: skip
_PROGRAM_BEGINNINGS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVE, _MACROS = b"PK\x03\x04", (b"vbaProject.bin", b"Basic/script-lc.xml", b"/activeX/")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"RIFF")
_PDF_ACTIONS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|RichMedia|XFA)\b")
_SCRIPTS = re.compile(
    rb"<script|\bon[a-z]{3,20}\s*=|javascript:|<foreignobject|<!entity", re.IGNORECASE
)
_MARKUP = re.compile(rb"\s*(\xef\xbb\xbf)?\s*<")


def may_run_something(content: bytes, name: str) -> bool:
    """Say whether opening a file may run a program, a macro or a script in it.

    A file for which this is False may still use a fault of the program that opens it.
    """
    ending = name.rpartition(".")[2].casefold()
    if ending in _PROGRAM_ENDINGS or ending in _MACRO_ENDINGS:
        return True
    if content.startswith((*_PROGRAM_BEGINNINGS, _OLD_OFFICE)):
        return True
    if _ARCHIVE in content and any(part in content for part in _MACROS):
        return True
    is_picture_too = content.startswith(_PICTURES) and _ARCHIVE in content
    is_pdf_that_acts = b"%PDF-" in content and _PDF_ACTIONS.search(content) is not None
    acts = _MARKUP.match(content) is not None and _SCRIPTS.search(content) is not None
    return is_picture_too or is_pdf_that_acts or acts
