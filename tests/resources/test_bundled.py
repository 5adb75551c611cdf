"""Where bundled files are found, and what is said when they are not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app import bundled


def _tree(root, *files):
    for name in files:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")


def test_this_source_tree_is_read_from_its_top():
    assert bundled.path("fonts").is_dir()
    assert bundled.path("icons", "inbox.svg").is_file()


def test_text_and_bytes_are_the_same_file():
    text = bundled.read_text("categories.csv")
    assert text.startswith("code,name,")
    assert bundled.read_bytes("categories.csv").decode() == text


def test_an_installed_package_reads_the_files_inside_it(tmp_path):
    installed, source = tmp_path / "desktop_app" / "resources", tmp_path / "resources"
    _tree(installed, "icons/inbox.svg")
    _tree(source, "icons/inbox.svg")
    assert bundled._find((installed, source), "icons", "inbox.svg").is_relative_to(installed)


def test_a_misspelt_name_is_named(tmp_path):
    with pytest.raises(bundled.MissingResourceError, match=r"lacks the file icons/inboks\.svg"):
        bundled.path("icons", "inboks.svg")


def test_an_installation_without_the_folder_says_so(tmp_path):
    with pytest.raises(bundled.MissingResourceError, match="lacks the folder resources"):
        bundled._find((tmp_path / "a", tmp_path / "b"), "icons")


def test_reading_resources_needs_the_standard_library_alone():
    code = (
        "import sys; from desktop_app import bundled; bundled.categories();"
        "tops = {name.split('.')[0] for name in sys.modules};"
        "print(sorted(tops - sys.stdlib_module_names - {'desktop_app', '__main__', '__mp_main__'}))"
    )
    run = subprocess.run(
        [sys.executable, "-S", "-c", code],
        cwd=Path(bundled.__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"
