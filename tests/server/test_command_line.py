"""What an operator types does what it says, and says in words what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from central_server.__main__ import main
from tests.server.server_desk import ServerDesk
from tests.server.world import GOLDEN, World, golden

Cli = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a verb on a database of this test; return exit code, output and errors."""

    def run(*arguments: str) -> tuple[int, str, str]:
        place = [
            "--database", f"sqlite:///{(tmp_path / 'server.db').as_posix()}",
            "--files", str(tmp_path / "files"),
        ]  # fmt: skip
        code = main([*place, *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


@pytest.fixture
def told(run: Callable[..., tuple[int, str, str]]) -> Cli:
    """Run a verb that must succeed; return what it printed."""

    def told(*arguments: str) -> str:
        code, out, err = run(*arguments)
        assert (code, err) == (0, "")
        return out.strip()

    return told


@pytest.fixture
def wrong(run: Callable[..., tuple[int, str, str]]) -> Cli:
    """Run a verb that must fail; return its one sentence."""

    def wrong(*arguments: str) -> str:
        code, out, err = run(*arguments)
        assert (code, out) == (1, "")
        assert "Traceback" not in err
        return err.strip()

    return wrong


def bobotsari(told: Cli) -> str:
    """Add the district's desk and a clerk; return the clerk's uid."""
    told("init")
    told("office", "add", "--code", "BBS", "--name", "Kecamatan Bobotsari", "--kind", "district",
         "--region", "33.03.09")  # fmt: skip
    return told("user", "add", "--office", "BBS", "--name", "Rina Pratiwi", "--roles",
                "clerk, verifier", "--position", "Petugas Loket")  # fmt: skip


def test_an_operator_sets_up_a_regency_by_hand(told: Cli):
    person = bobotsari(told)
    assert UUID(person).version == 7
    assert told("office", "list").split("\t")[:3] == ["BBS", "district", "Kecamatan Bobotsari"]
    assert told("user", "list").split("\t") == ["BBS", person, "Rina Pratiwi", "clerk,verifier"]
    code = told("code", "--office", "BBS", "--person", person)
    assert re.fullmatch(r"([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}", code)
    assert code != told("code", "--office", "BBS", "--person", person)
    assert told("device", "list") == ""


def test_a_whole_regency_is_loaded_from_a_file(told: Cli, tmp_path: Path):
    said = told("init", "--from", str(GOLDEN / "directory.json"))
    assert re.fullmatch(r"Ready: server [0-9a-f-]{36}, 5 offices, 7 people\.", said)
    assert told("init", "--from", str(GOLDEN / "directory.json")) == said
    assert (tmp_path / "files").is_dir()


def test_an_office_below_another_takes_its_regency(told: Cli, tmp_path: Path):
    source = tmp_path / "directory.json"
    source.write_text(
        json.dumps(
            {
                "offices": [
                    {"code": "PBG", "name": "Diskominfo", "kind": "regency",
                     "regency_name": "Kabupaten Purbalingga"},
                    {"code": "GDS", "name": "Desa Gandasuli", "kind": "village", "parent": "PBG"},
                ],
                "people": [{"office": "GDS", "name": "Sari", "roles": ["clerk", "executor"]}],
            }
        ),
        encoding="utf-8",
    )  # fmt: skip
    assert told("init", "--from", str(source)).endswith("2 offices, 1 people.")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["office", "add", "--code", "b", "--name", "X", "--kind", "district"], "no office code"),
        (["office", "add", "--code", "BBS", "--name", "X", "--kind", "district"], "already"),
        (["office", "add", "--code", "XX", "--name", " ", "--kind", "district"], "has no name"),
        (["office", "add", "--code", "XX", "--name", "X", "--kind", "village", "--parent", "YY"],
         "no office 'YY'"),
        (["office", "add", "--code", "XX", "--name", "X", "--kind", "village", "--time-zone",
          "Mars/Base"], "not a time zone"),
        (["user", "add", "--office", "YY", "--name", "X", "--roles", "clerk"], "no office 'YY'"),
        (["user", "add", "--office", "BBS", "--name", "X", "--roles", "king"], "clerk, verifier"),
        (["user", "add", "--office", "BBS", "--name", "X", "--roles", "clerk,king"], "'king'"),
        (["user", "add", "--office", "BBS", "--name", "X", "--roles", " , "], "No role is named"),
        (["user", "add", "--office", "BBS", "--name", "X", "--roles", "clerk,partner"],
         "'partner' is no role at BBS, an office of the kind district"),
        (["user", "roles", "nobody", "--roles", "clerk"], "not a UUID"),
        (["user", "roles", "01935d00-0000-7000-8000-000000000000", "--roles", "clerk"],
         "no such person"),
        (["user", "add", "--office", "BBS", "--name", "", "--roles", "clerk"], "needs a name"),
        (["code", "--office", "BBS", "--person", "nobody"], "not a UUID"),
        (["code", "--office", "BBS", "--person", "01935d00-0000-7000-8000-000000000000"],
         "No active person"),
        (["device", "revoke", "01935d00-0000-7000-8000-000000000000"], "no such device"),
        (["init", "--from", "nowhere.json"], "cannot be read"),
        (["serve", "--host", "256.0.0.1"], "Cannot listen"),
        (["serve", "--workers", "0"], "At least one worker"),
        (["letters", "--office", "YY", "--year", "2026"], "no office 'YY'"),
    ],
)  # fmt: skip
def test_a_slip_is_answered_with_a_sentence(
    told: Cli, wrong: Cli, arguments: list[str], words: str
):
    bobotsari(told)
    assert words in wrong(*arguments)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not JSON"),
        ("[]", "should hold an object"),
        ("[" * 100_000, "is not JSON"),
        ('{"offices": {}}', "should be a list"),
        ('{"offices": [{"code": 5}]}', "should be a text"),
        ('{"offices": [{"code": "AB", "name": "X", "kind": "castle"}]}', "Kinds: regency"),
        ('{"offices": [{"code": "AB", "name": "X", "kind": "agency", "colour": "red"}]}', "colour"),
        ('{"people": [{"name": "X", "roles": "clerk"}]}', "no office ''"),
    ],
)
def test_a_file_that_cannot_be_loaded_leaves_nothing_half_done(
    told: Cli, wrong: Cli, tmp_path: Path, content: str, words: str
):
    told("init")
    (tmp_path / "directory.json").write_text(content, encoding="utf-8")
    assert words in wrong("init", "--from", str(tmp_path / "directory.json"))
    assert told("office", "list") == ""


def test_after_a_restore_the_operator_begins_a_new_epoch(told: Cli, tmp_path: Path):
    told("init")
    epochs = [re.search(r"[0-9a-f-]{36}", told("restored")) for _ in range(2)]
    assert all(epochs)
    assert epochs[0] != epochs[1]


def test_the_operator_sees_desks_with_their_parents_and_the_ledger_of_numbers(
    world: World, capsys: pytest.CaptureFixture[str]
):
    desk = ServerDesk(world, "BBS", "Rina")
    case = desk.new_case()
    desk.done(desk.create(case), desk.issue(case, sequence=1, number="700/1/2026", year=2026))
    child = desk.post("/v1/renew", golden("renew_request")).json["device"]["uid"]
    place = ["--database", world.settings.database]
    assert main([*place, "device", "list"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.split("\t") == ["BBS", "A", str(desk.uid), "PC uji", "active"]
    assert second.split("\t") == ["BBS", "B", child, "PC Loket 1", "active", "after A"]
    assert main([*place, "letters", "--office", "BBS", "--year", "2026"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("\t") == ["1", "issued", "A", "700/1/2026"]
    assert [line.split("\t")[0] for line in lines[1:]] == ["2-50", "51-100"]
    assert main([*place, "device", "revoke", child]) == 0
    assert desk.page()["rows"]


def test_the_operator_lets_a_person_leave_and_come_back(
    world: World, capsys: pytest.CaptureFixture[str]
):
    desk = ServerDesk(world, "BBS", "Rina")
    uid = str(desk.person.uid)
    user = ["--database", world.settings.database, "user"]
    for verb, answer in (("leave", "rejected"), ("return", "done")):
        assert main([*user, verb, uid]) == 0
        assert desk.push(desk.create(desk.new_case()))[0]["answer"] == answer
        people = [row for row in desk.page()["rows"] if row["id"] == uid]
        assert [row["body"]["active"] for row in people] == [answer == "done"]
        assert main([*user, "list"]) == 0
        (line,) = [line for line in capsys.readouterr().out.splitlines() if uid in line]
        assert line.endswith("\tleft") == (answer == "rejected")
    assert main([*user, "leave", "01935d00-0000-7000-8000-0000000b9999"]) == 1
    assert "no such person" in capsys.readouterr().err


def test_the_operator_gives_a_person_other_roles_and_every_desk_hears_of_it(
    world: World, capsys: pytest.CaptureFixture[str]
):
    desk = ServerDesk(world, "BBS", "Rina")
    uid = str(desk.person.uid)
    user = ["--database", world.settings.database, "user"]
    for roles, answer in (("monitor", "rejected"), ("clerk, verifier", "done")):
        assert main([*user, "roles", uid, "--roles", roles]) == 0
        assert desk.push(desk.create(desk.new_case()))[0]["answer"] == answer
        (row,) = [row for row in desk.page()["rows"] if row["id"] == uid]
        assert row["body"]["roles"] == roles.split(", ")
    assert main([*user, "roles", uid, "--roles", "regency_admin"]) == 1
    assert "Roles there" in capsys.readouterr().err


@pytest.mark.parametrize(
    "verb",
    [["office", "list"], ["user", "list"], ["restored"], ["serve"], ["serve", "--workers", "2"]],
)
def test_before_init_every_verb_says_what_to_do(wrong: Cli, verb: list[str]):
    assert "Run the verb 'init' first" in wrong(*verb)


def test_a_database_that_cannot_be_reached_is_told_in_words(capsys: pytest.CaptureFixture[str]):
    assert main(["--database", "sqlite:////nowhere/at/all.db", "office", "list"]) == 1
    assert "cannot be used" in capsys.readouterr().err


def test_the_environment_says_whether_requests_are_counted(
    monkeypatch: pytest.MonkeyPatch, told: Cli, wrong: Cli
):
    monkeypatch.setenv("LOKET_RATE_LIMIT", "off")
    told("init")
    monkeypatch.setenv("LOKET_RATE_LIMIT", "sometimes")
    assert wrong("office", "list") == "LOKET_RATE_LIMIT is 'sometimes': usual or off expected."


def test_the_environment_says_where_the_database_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("LOKET_DATABASE_URL", f"sqlite:///{(tmp_path / 'env.db').as_posix()}")
    monkeypatch.setenv("LOKET_FILES", str(tmp_path / "env-files"))
    assert main(["init"]) == 0
    assert (tmp_path / "env.db").is_file()
    assert (tmp_path / "env-files").is_dir()
    assert "Ready" in capsys.readouterr().out
