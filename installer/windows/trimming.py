"""What of the libraries goes into the folder: a fourth of what their wheels hold."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from installer.windows.errors import PackagingError

# A screen that needs another module of Qt adds it here; a test compares with what is imported.
QT_MODULES = (
    "QtCore", "QtGui", "QtNetwork", "QtPdf", "QtPdfWidgets", "QtPrintSupport", "QtSvg", "QtWidgets",
)  # fmt: skip
_OF_QT = (
    *(f"{module}.pyd" for module in QT_MODULES),
    *(f"Qt6{module.removeprefix('Qt')}.dll" for module in QT_MODULES),
    "__init__.py",
    "_config.py",
    "_git_pyside_version.py",
    "support/*.py",
    "pyside6.abi3.dll",
    "concrt140.dll",
    "msvcp140*.dll",
    "vcruntime140*.dll",
    "plugins/iconengines/qsvgicon.dll",
    "plugins/imageformats/qgif.dll",
    "plugins/imageformats/qico.dll",
    "plugins/imageformats/qjpeg.dll",
    "plugins/imageformats/qsvg.dll",
    "plugins/imageformats/qtiff.dll",
    "plugins/imageformats/qwebp.dll",
    "plugins/networkinformation/*.dll",
    "plugins/platforms/qoffscreen.dll",
    "plugins/platforms/qwindows.dll",
    "plugins/styles/*.dll",
)
# Of everything else: what only builders, typists and testers of the library use, and those parts
# of Pillow that read other pictures than an emblem.
_LEFT_OUT = (
    "bin/*",
    "*.pyi",
    "*.lib",
    "*.c",
    "*.h",
    "*/py.typed",
    "shiboken6/include/*",
    "sqlalchemy/testing/*",
    "alembic/testing/*",
    "certifi/tests/*",
    "PIL/_avif*.pyd",
    "PIL/_imagingcms*.pyd",
    "PIL/_imagingft*.pyd",
    "PIL/_imagingtk*.pyd",
    "PIL/_webp*.pyd",
)
_OBJDUMP = "x86_64-w64-mingw32-objdump"


def trim(site_packages: Path) -> None:
    """Delete the rest; raises PackagingError when a file that stays needs one that went."""
    dropped = [
        path for path in _files(site_packages) if _goes(path.relative_to(site_packages).as_posix())
    ]
    for path in dropped:
        path.unlink()
    for folder in sorted(site_packages.rglob("*/"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    gone = {path.name.lower() for path in dropped}
    here = {path.name.lower() for path in _files(site_packages)}
    for path in _files(site_packages):
        missing = sorted((gone - here) & _needed(path))
        if missing:
            raise PackagingError(f"{path.name} needs {', '.join(missing)}, which was left out")


def _goes(name: str) -> bool:
    if name.startswith("PySide6/"):
        return not _matches(name.removeprefix("PySide6/"), _OF_QT)
    return _matches(name, _LEFT_OUT)


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _needed(path: Path) -> set[str]:
    """Name the libraries that Windows loads together with this one, in small letters."""
    if path.suffix not in {".dll", ".pyd"}:
        return set()
    told = subprocess.run(
        [_OBJDUMP, "--private-headers", path], check=True, capture_output=True, text=True
    )
    lines = (line.strip() for line in told.stdout.splitlines())
    return {line.split()[-1].lower() for line in lines if line.startswith("DLL Name:")}
