"""Compiles LoketAduan.exe with its icon and version."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from string import Template

from PIL import Image

from installer.windows.errors import PackagingError

NAME = "LoketAduan.exe"
_HERE = Path(__file__).parent
COMPILER = "x86_64-w64-mingw32-gcc-win32"
_RESOURCES = "x86_64-w64-mingw32-windres"
_ICON_SIDES = (16, 24, 32, 48, 64, 128, 256)


def build_launcher(folder: Path, scratch: Path, picture: Path, version: str) -> None:
    """Put the launcher beside the interpreter it starts; the same bytes each time."""
    make_icon(picture, scratch / "loket-aduan.ico")
    shutil.copy(_HERE / "launcher.manifest", scratch)
    rc = scratch / "launcher.rc"
    rc.write_text(resource_script(version), encoding="ascii")
    compiled = scratch / "launcher.res.o"
    _run(_RESOURCES, "--include-dir", str(scratch), str(rc), "-o", str(compiled))
    _run(
        COMPILER, "-Os", "-s", "-Wall", "-Wextra", "-Wno-unused-parameter", "-Werror",
        "-municode", "-mwindows", "-static", "-Wl,--no-insert-timestamp",
        str(_HERE / "launcher.c"), str(compiled), str(folder / "python311.dll"),
        "-o", str(folder / NAME),
    )  # fmt: skip


def make_icon(picture: Path, icon: Path) -> None:
    """Write a square picture as an icon in every size that Windows shows."""
    with Image.open(picture) as opened:
        opened.save(icon, sizes=[(side, side) for side in _ICON_SIDES])


def resource_script(version: str) -> str:
    """Fill in the version, of which Windows wants four numbers as well."""
    numbers = ([int(number) for number in re.findall(r"\d+", version)] + [0] * 4)[:4]
    template = Template((_HERE / "launcher.rc").read_text(encoding="ascii"))
    return template.substitute(
        version=version,
        numbers=",".join(map(str, numbers)),
        licence="MIT, Loket Aduan contributors",
    )


def _run(tool: str, *arguments: str) -> None:
    if subprocess.run([tool, *arguments], check=False).returncode != 0:
        raise PackagingError(f"{tool} failed")
