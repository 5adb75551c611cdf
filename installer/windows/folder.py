"""Puts the folder together, step by step, and says what it came to."""

from __future__ import annotations

import compileall
import hashlib
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from py_compile import PycInvalidationMode
from zipfile import ZipFile

from installer.windows import interpreter
from installer.windows.errors import PackagingError
from installer.windows.interpreter import unpack_interpreter
from installer.windows.launcher import COMPILER, build_launcher
from installer.windows.libraries import install_libraries
from installer.windows.trimming import trim

_ROOT = Path(__file__).resolve().parents[2]
_LICENCE_TEXTS = Path("/usr/share/common-licenses")  # of every Debian and Ubuntu
_NAME = "LoketAduan"
_MEGABYTE = 1_000_000


def build(out: Path) -> Path:
    """Make `out`/LoketAduan anew and return it; raises PackagingError."""
    if sys.version_info[:2] != interpreter.VERSION:
        raise PackagingError("the bytecode in the folder is written by Python 3.11; start with it")
    if shutil.which(COMPILER) is None:
        raise PackagingError(f"{COMPILER} is missing; the folder is made on Debian or Ubuntu")
    folder, scratch, downloads = out / _NAME, out / "scratch", out / "downloads"
    for made_anew in (folder, scratch):
        shutil.rmtree(made_anew, ignore_errors=True)
    site_packages = folder / "Lib" / "site-packages"
    for needed in (site_packages, scratch, downloads):
        needed.mkdir(parents=True, exist_ok=True)
    say("the interpreter")
    unpack_interpreter(folder, downloads)
    say("the libraries")
    install_libraries(site_packages, scratch)
    trim(site_packages)
    say("the program")
    version = _install_program(site_packages, scratch)
    _compile(folder)
    build_launcher(folder, scratch, _ROOT / "resources/app/loket-aduan.png", version)
    periksa = Path(__file__).with_name("periksa.cmd").read_text(encoding="ascii")
    (folder / "periksa.cmd").write_text(periksa, encoding="ascii", newline="\r\n")
    _copy_licences(folder / "licences")
    say(f"{folder}: {_size(folder) / _MEGABYTE:.0f} MB, {digest(folder)}")
    return folder


def _copy_licences(folder: Path) -> None:
    """Put in the texts that no library brings; theirs stand beside them."""
    folder.mkdir()
    for name in ("GPL-3", "LGPL-3"):
        shutil.copyfile(_LICENCE_TEXTS / name, folder / f"{name}.txt")
    shutil.copyfile(Path(__file__).with_name("QT-LGPL.txt"), folder / "QT-LGPL.txt")
    shutil.copyfile(_ROOT / "LICENSE", folder / "Loket-Aduan.txt")
    shutil.copyfile(_ROOT / "docs" / "licences.md", folder / "licences.md")


def digest(folder: Path) -> str:
    """Return one SHA-256 for all names and contents: two makings can be compared."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def say(words: str) -> None:
    """Tell the developer what happens now."""
    print(f"package: {words}", flush=True)


def _install_program(site_packages: Path, scratch: Path) -> str:
    """Unpack the wheel a release would have; return its version."""
    made = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", scratch.resolve()],
        cwd=_ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if made.returncode != 0:
        raise PackagingError(f"the wheel could not be built:\n{made.stderr}")
    (wheel,) = scratch.glob("loket_aduan-*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(site_packages)
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def _compile(folder: Path) -> None:
    """Write bytecode that is never compared with its source: the folder may be read-only.

    The names in it are those inside the folder, whatever machine made it.
    """
    done = compileall.compile_dir(
        folder,
        quiet=1,
        stripdir=str(folder),
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
    )
    if not done:
        raise PackagingError("a part of the program could not be compiled")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
