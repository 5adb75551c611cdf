"""`check` refuses what endangers people's names: ruff sees each planted danger."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

import pytest

from tests.house.tree import ROOT

DANGERS = {
    "eval(words)": "S307",
    "exec(words)": "S102",
    "run(words, shell=True)": "S604",
    "os.system(words)": "S605",
    "import pickle": "TID251",
    "import marshal": "TID251",
    "import xml.etree.ElementTree as tree": "TID251",
    "from xml.dom import minidom": "TID251",
    "uuid.uuid1()": "TID251",
    "hashlib.md5(data)": "S324",
    "hashlib.sha1(data)": "S324",
    "random.random()": "S311",
    "requests.get(url)": "S113",
    "requests.get(url, verify=False, timeout=1)": "S501",
    "urllib.request.urlopen(url)": "S310",
    "ssl._create_unverified_context()": "S323",
    "ssl.CERT_NONE": "TID251",
    "tarfile.open(name).extractall()": "S202",
    "os.chmod(name, 0o777)": "S103",
    "server.bind(('0.0.0.0', 80))": "S104",
    "connection.execute('DELETE FROM person WHERE name = ' + words)": "S608",
    "print(words)": "T201",
    "log.warning(f'no place for {words}')": "G004",
}
IMPORTS = "import hashlib, os, random, requests, ssl, tarfile, urllib.request, uuid\n"


@pytest.mark.parametrize("folder", ["desktop_app/sync", "central_server/api"])
def test_a_planted_danger_is_refused(folder: str):
    planted = IMPORTS + "\n".join(DANGERS) + "\n"
    result = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--output-format", "json",
         "--stdin-filename", f"{folder}/planted.py", "-"],
        cwd=ROOT, input=planted, check=False, capture_output=True, text=True,
    )  # fmt: skip
    seen = {(found["location"]["row"], found["code"]) for found in json.loads(result.stdout)}
    wanted = {(row, code) for row, code in enumerate(DANGERS.values(), start=2)}
    assert wanted - seen == set()


def test_no_file_of_the_programs_is_let_off_the_security_rules():
    """An exception stands at its line, with a reason; a whole file or folder gets none."""
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"][
        "lint"
    ]
    let_off = {
        file: rule
        for file, rules in lint["per-file-ignores"].items()
        for rule in rules
        if file.startswith(("desktop_app", "central_server")) and rule.startswith(("S", "TID"))
    }
    assert let_off == {}
