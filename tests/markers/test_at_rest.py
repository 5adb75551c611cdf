"""Nothing that was typed, attached, shown or printed can be read from the disk of the PC."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.markers.marks import DROPPED, KEPT, PASSING
from tests.markers.scan import Places, places_of
from tests.markers.seedings import SEEDINGS
from tests.markers.use_cases import USE_CASES
from tests.server_process import ServerProcess
from tests.tour.desk_process import DeskProcess

pytestmark = pytest.mark.timeout(600)

_REGENCY = ROOT / "resources" / "demo" / "purbalingga.json"
_SPOOLS = (Path("/var/spool/cups"), Path("/var/spool/cups-pdf"))
_FOLDERS = (
    "HOME",
    "TMPDIR",
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "XDG_RUNTIME_DIR",
)
# Seedings by the life of one program; each life but the last ends by a power cut where it stands.
_LIVES = (
    ("set_up", "sign_in", "intake"),
    ("sign_in", "information", "form_thrown_away", "work_on_case", "look_at_picture"),
    (
        "sign_in",
        "search",
        "copy",
        "round_with_server",
        "hand_on",
        "letter",
        "correct_and_restrict",
        "retention",
    ),
    ("sign_in", "spoil_number", "void", "fail", "round_with_server", "export", "by_courier"),
    (
        "sign_in",
        "courier_comes_back",
        "pages_beside",
        "answer_person",
        "audit_trail",
        "ways_in",
        "sign_out",
        "sign_in",
        "draft",
        "erase",
    ),
    ("sign_in", "half_written"),
    ("sign_in", "sign_out"),
)


CODES = ("recovery_code", "given_code")
# A server cannot open a bundle that was not encrypted.
_NEEDS_ENCRYPTION = {"courier_comes_back"}


@dataclass
class Pc:
    """A PC of its own: a profile, somebody's home, temporary folders, and a stick."""

    folder: Path
    plain: bool
    found: dict[str, Places] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def live(self, seedings: Sequence[str], *, to_its_end: bool) -> None:
        """Start the program, work it, end it or pull the plug, and search what lies there."""
        program = ["tests.markers.desk", *(["--plain"] if self.plain else [])]
        desk = DeskProcess(
            self.folder / "profile",
            self._folder("out"),
            program=program,
            environment=self._environment(),
        )
        self._folder("stik")
        try:
            for name in seedings:
                played = desk.play(name, 1, self.facts)
                assert not played.broken, f"{name}: {played.broken}\n{desk.complaints()}"
                self.facts = played.facts
                self.used |= set(played.facts["used"].split())
            if to_its_end:
                desk.close()
        finally:
            if desk.is_running:
                desk.kill()
        self._search(" ".join(seedings))

    def places(self, word: str) -> set[str]:
        """Return every place where a word was found, at whichever search."""
        return {
            f"after {seedings}: {place}"
            for seedings, found in self.found.items()
            for place in found.get(word, ())
        }

    def _search(self, seedings: str) -> None:
        words = {*KEPT.values(), *PASSING.values(), *DROPPED.values()}
        for name in CODES:
            words.update(written(self.facts.get(name, "")))
        names = ("profile", "profile.stderr", "disk", "stik")
        spools = [spool for spool in _SPOOLS if spool.is_dir()]
        self.found[seedings] = places_of(words, [*(self.folder / name for name in names), *spools])

    def _environment(self) -> dict[str, str]:
        return {name: str(self._folder(f"disk/{name.lower()}")) for name in _FOLDERS}

    def _folder(self, name: str) -> Path:
        folder = self.folder / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder


@contextmanager
def worked(*, plain: bool) -> Iterator[Pc]:
    """Play every seeding on a new PC beside a server of its own."""
    # Not pytest's folder: the name of a socket on the PC must not be long.
    with tempfile.TemporaryDirectory(prefix="pc-", ignore_cleanup_errors=True) as name:
        pc = Pc(Path(name), plain)
        (pc.folder / "server").mkdir()
        with ServerProcess(pc.folder / "server") as server:
            server.cli("init", "--from", str(_REGENCY))
            server.start()
            pc.facts = {"server": server.url, "code": one_time_code(server)}
            for number, seedings in enumerate(_LIVES, 1):
                left = [each for each in seedings if not (plain and each in _NEEDS_ENCRYPTION)]
                pc.live(left, to_its_end=number == len(_LIVES))
        yield pc


def one_time_code(server: ServerProcess) -> str:
    """Have the operator print a code for the verifier of the district, who administers it too."""
    people = [line.split("\t") for line in server.cli("user", "list").splitlines()]
    uid = next(row[1] for row in people if (row[0], row[2]) == ("BBS", "Rina Wulandari"))
    server.cli("user", "roles", uid, "--roles", "clerk,verifier,office_admin")
    return server.cli("code", "--office", "BBS", "--person", uid).strip()


def written(code: str) -> set[str]:
    """Write a code in the ways somebody might, without those that are no code."""
    groups = code.replace("-", " ").split()
    return {"".join(groups), "-".join(groups), " ".join(groups)} if groups else set()


@pytest.fixture(scope="module")
def encrypted() -> Iterator[Pc]:
    with worked(plain=False) as pc:
        yield pc


@pytest.fixture(scope="module")
def plain() -> Iterator[Pc]:
    with worked(plain=True) as pc:
        yield pc


def test_every_seeding_is_played():
    assert {name for life in _LIVES for name in life} == set(SEEDINGS)


def test_nothing_of_what_was_typed_or_shown_can_be_read_from_the_disk(encrypted: Pc):
    words = (*KEPT.values(), *PASSING.values(), *DROPPED.values())
    found = {word: encrypted.places(word) for word in words}
    assert {word: places for word, places in found.items() if places} == {}


def test_no_code_that_opens_the_pc_lies_on_it(encrypted: Pc, plain: Pc):
    for pc in (encrypted, plain):
        for name in CODES:
            ways = written(pc.facts[name])
            assert ways
            assert {way: pc.places(way) for way in ways if pc.places(way)} == {}


def test_with_encryption_off_the_same_search_finds_every_word_that_is_kept(plain: Pc):
    missed = [name for name, word in KEPT.items() if not plain.places(word)]
    assert missed == []


def test_what_nobody_saved_lies_nowhere_even_with_encryption_off(plain: Pc):
    found = {name: plain.places(word) for name, word in PASSING.items()}
    assert {name: places for name, places in found.items() if places} == {}


def test_what_a_person_took_out_of_the_program_holds_the_words(encrypted: Pc):
    """The same search sees into the kept letter and into the sheet that was printed."""
    words = [KEPT["letter"], KEPT["subject"]]
    assert set(places_of(words, [encrypted.folder / "out"])) == set(words)
    assert (encrypted.folder / "cetakan.pdf").stat().st_size
    assert places_of([KEPT["bundle"]], [encrypted.folder])


@pytest.mark.parametrize("seeding", sorted(set(USE_CASES.values())))
def test_a_seeding_uses_the_use_cases_that_are_said_to_be_in_it(encrypted: Pc, seeding: str):
    said = {f"desktop_app.services.{name}" for name, where in USE_CASES.items() if where == seeding}
    assert said <= encrypted.used
