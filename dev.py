"""Sets up this tree and does everything a developer or CI does with it; `help` lists the verbs.

Standard library only: it runs before anything is installed, on Debian, Ubuntu and Windows.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOCK = ROOT / "requirements-dev.lock"
STAMP = VENV / "set-up-for.txt"
OLDEST, FIRST_TOO_NEW = (3, 11), (3, 15)

VERBS = {
    "run": "start the program on the demo regency, with its server",
    "test": "run the tests; what follows goes to pytest, as in: test tests/ui -k intake",
    "check": "lint, format, types and import rules, as CI does",
    "tour": "drive the program through the main job without a display, into build/tour/",
    "bench": "measure the speeds that are promised, into build/bench.json",
    "soak": "random histories with faults and kills; --histories N --seed S; soak api, soak fuzz",
    "audit": "ask which locked packages have known vulnerabilities; needs a network",
    "sbom": "write the bills of materials of desk and server into build/sbom/",
    "package": "make what people install: package --windows, tried under Wine",
    "help": "this list",
}

# These are standard library alone and leave .venv as it is.
WITHOUT_ENVIRONMENT = {"audit": "installer.supply.audit", "sbom": "installer.supply.sbom"}

# Shared library that Qt loads → Debian package that holds it.
OFFSCREEN_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libcups.so.2": "libcups2",
}

# What makes and tries the folder for Windows → Debian package that holds it.
WINDOWS_TOOLS = {
    "/usr/bin/x86_64-w64-mingw32-gcc-win32": "gcc-mingw-w64-x86-64-win32",
    "/usr/lib/wine/wine64": "wine64",
}


def main(arguments: list[str]) -> int:
    """Do what the first argument names; return the exit code."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if verb in ("help", "-h", "--help"):
        show_help()
        return 0
    if verb not in VERBS:
        print(f"dev.py: there is no verb '{verb}'.\n", file=sys.stderr)
        show_help()
        return 2
    if verb == "run" and not has_display(os.environ):
        say("this machine has no display, so the tour runs instead; it writes build/tour/.")
        verb, rest = "tour", []
    check_python_version()
    install_system_packages(missing_packages(verb))
    if verb in WITHOUT_ENVIRONMENT:
        return run([sys.executable, "-m", WITHOUT_ENVIRONMENT[verb], *rest])
    prepare_environment()
    return check() if verb == "check" else start(verb, rest)


def show_help() -> None:
    """Print one line for each verb."""
    print("python3 dev.py <verb>   (Windows: py dev.py <verb>)")
    for verb, purpose in VERBS.items():
        print(f"  {verb:<7} {purpose}")


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown to somebody."""
    if not LINUX:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


# --- set-up -----------------------------------------------------------------------------------


def check_python_version() -> None:
    """Stop in words when this Python is too old or not yet tried."""
    if OLDEST <= sys.version_info[:2] < FIRST_TOO_NEW:
        return
    found = ".".join(map(str, sys.version_info[:3]))
    raise SystemExit(
        f"dev.py: Loket Aduan needs Python {OLDEST[0]}.{OLDEST[1]} or newer, below "
        f"{FIRST_TOO_NEW[0]}.{FIRST_TOO_NEW[1]}; {sys.executable} is Python {found}."
    )


def missing_packages(verb: str) -> list[str]:
    """Name the Debian packages this verb needs and this machine lacks."""
    if not LINUX or verb == "sbom":
        return []
    missing = []
    makes_one = verb == "audit" or not environment_works()
    if makes_one and importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    if verb not in {"check", "audit"}:
        missing += packages_of_absent(OFFSCREEN_LIBRARIES)
    if verb == "run":
        missing += packages_of_absent(SCREEN_LIBRARIES)
    if verb == "test" and not (shutil.which("pdftotext") and shutil.which("pdftoppm")):
        missing.append("poppler-utils")
    has_postgresql = any(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if verb in {"test", "bench", "soak"} and not has_postgresql:
        missing.append("postgresql")
    if verb == "package":
        missing += [package for path, package in WINDOWS_TOOLS.items() if not Path(path).exists()]
    return missing


def packages_of_absent(libraries: dict[str, str]) -> list[str]:
    """Return the packages of those shared libraries that cannot be loaded."""
    packages = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    return packages


def install_system_packages(packages: list[str]) -> None:
    """Install Debian packages where root or sudo is there, else name them and stop."""
    if not packages:
        return
    listed = " ".join(packages)
    as_root = way_to_root()
    if as_root is None:
        raise SystemExit(
            "dev.py: this machine lacks system packages and there is no root or sudo here to "
            f"install them.\nPlease have these installed, then start again:\n\n"
            f"    sudo apt-get install {listed}\n\n"
            "(The names are those of Debian and Ubuntu; elsewhere take the packages of the same "
            "libraries.)"
        )
    say(f"installing system packages: {listed}")
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    run([*apt, "update"])
    if run([*apt, "install", "-y", "--no-install-recommends", *packages]) != 0:
        raise SystemExit(f"dev.py: apt-get could not install: {listed}")


def way_to_root() -> list[str] | None:
    """Return the words to put before a command that needs root; None where there is no way."""
    if WINDOWS or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    silent = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True)
    # Somebody at a terminal may type the password.
    return ["sudo"] if silent.returncode == 0 or sys.stdin.isatty() else None


def environment_works() -> bool:
    """Whether .venv has a Python that starts and has pip; a new system Python breaks an old one."""
    if not VENV_PYTHON.exists():
        return False
    probe = subprocess.run([VENV_PYTHON, "-c", "import pip"], check=False, capture_output=True)
    return probe.returncode == 0


def prepare_environment() -> None:
    """Bring .venv to what the lock names; at once when it was done before."""
    inputs = LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    wanted = f"{ROOT}\n{hashlib.sha256(inputs).hexdigest()}\n"
    usable = environment_works()
    if usable and STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    STAMP.unlink(missing_ok=True)
    if not usable:
        say("making .venv")
        must([sys.executable, "-m", "venv", "--clear", str(VENV)])
    say("installing Python packages (some 200 MB the first time)")
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    seen = [] if sys.stdout.isatty() else ["--quiet"]  # progress for people, not for logs
    # Wheels only: a build from source would run code that no hash covers.
    must([*pip, *seen, "--only-binary=:all:", "--require-hashes", "-r", str(LOCK)])
    must([*pip, "--quiet", "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    STAMP.write_text(wanted, encoding="utf-8")


# --- verbs ------------------------------------------------------------------------------------


def check() -> int:
    """Run every check even when one fails; name those that did."""
    checks = {
        "lint": ["-m", "ruff", "check", "."],
        "format": ["-m", "ruff", "format", "--check", "."],
        "types": ["-m", "mypy"],
        "imports": ["-c", "from importlinter.cli import lint_imports_command as go; go()"],
    }
    failed = []
    for name, arguments in checks.items():
        say(f"check {name}")
        if run([str(VENV_PYTHON), *arguments]) != 0:
            failed.append(name)
    if failed:
        print(f"dev.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def start(verb: str, rest: list[str]) -> int:
    """Run the module behind a verb in the environment; return its exit code."""
    modules = {
        "run": ["desktop_app", "--demo"],
        # A choice of tests is mostly one that a debugger or a print looks into.
        "test": ["pytest"] if rest else ["pytest", "-n", "auto", "--dist", "loadfile"],
        "tour": ["tests.tour"],
        "bench": ["benchmarks"],
        "soak": ["tests.soak"],
        "package": ["installer"],
    }
    return run([str(VENV_PYTHON), "-m", *modules[verb], *rest], offscreen=verb != "run")


def must(command: list[str]) -> None:
    """Run a step of the set-up; stop when it fails, its own words stand above."""
    code = run(command)
    if code != 0:
        print(f"dev.py: the set-up stopped at: {' '.join(command)}", file=sys.stderr)
        raise SystemExit(1)


def run(command: list[str], *, offscreen: bool = False) -> int:
    """Run a command in the root of the tree and return its exit code."""
    environment = dict(os.environ)
    # Without .pyc files the program starts in more than twice the time.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if offscreen:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    with subprocess.Popen(command, cwd=ROOT, env=environment) as child:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            child.wait()  # it had the same Ctrl+C and may still be tidying up
            raise
    return 128 - code if code < 0 else code


def say(text: str) -> None:
    """Tell the developer what happens now."""
    print(f"dev.py: {text}", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
