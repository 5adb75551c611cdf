"""The plot: which desk does what, and when the server and the power fail."""

from __future__ import annotations

from tests.house.tree import ROOT
from tests.tour.desk_process import DeskProcess
from tests.tour.stage import Stage

_REGENCY = ROOT / "resources" / "demo" / "purbalingga.json"


def perform(stage: Stage) -> None:
    """Play the whole story, from the first start to the closed case."""
    stage.server.cli("init", "--from", str(_REGENCY))
    stage.server.start()
    _without_a_network(stage)
    with stage.desk("bobotsari") as desk:
        _after_the_power_cut(stage, desk)
        _on_the_case(stage, desk)
        _in_the_village(stage)
        stage.play(desk, "close_case", "Kasus ditutup")
        stage.play(desk, "village_is_complained_about", "Aduan tentang kantor lain")
        stage.play(desk, "release_to_village")
        stage.play(desk, "pages_beside", "Sinkron dan tombol pintas")
        stage.play(desk, "let_a_colleague_in", "Rekan baru di komputer yang sama")
        stage.play(desk, "sign_out", "Keluar")
    with stage.desk("bobotsari", scheme="dark") as desk:
        stage.play(desk, "sign_in", "Gelap dan besar")
        stage.play(desk, "dark")
    with stage.desk("bobotsari", scale="1.5") as desk:
        stage.play(desk, "sign_in")
        stage.play(desk, "large")
    _two_desks_disagree(stage)
    stage.server.start()
    _copies(stage)
    _who_reported(stage)
    _by_role(stage)


def _copies(stage: Stage) -> None:
    """Keep copies, return to one, and come back after the disk broke the database."""
    with stage.desk("bobotsari") as desk:
        stage.play(desk, "sign_in", "Cadangan yang sudah dicoba")
        stage.play(desk, "keep_copies")
        stage.play(desk, "return_to_a_copy")
    database = stage.work / "bobotsari" / "office.db"
    content = bytearray(database.read_bytes())
    content[1000] ^= 1
    database.write_bytes(content)
    with stage.desk("bobotsari") as desk:
        stage.play(desk, "broken_at_start", "Data rusak")
    with stage.desk("bobotsari", scheme="dark") as desk:
        stage.play(desk, "sign_in")
        stage.play(desk, "copies_dark")


def _who_reported(stage: Stage) -> None:
    """Somebody asks for their data; another is put straight, restricted and erased."""
    with stage.desk("bobotsari") as desk:
        stage.play(desk, "sign_in", "Data pribadi pelapor")
        stage.play(desk, "data_of_a_person")
        stage.play(desk, "put_identity_straight")
        stage.play(desk, "restrict_and_erase")
        stage.play(desk, "retention")
        stage.play(desk, "own_trail")
    with stage.desk("bobotsari", scheme="dark") as desk:
        stage.play(desk, "sign_in")
        stage.play(desk, "identities_dark")


def _by_role(stage: Stage) -> None:
    """One case under the eyes of a monitor, an executor and a partner unit."""
    cli = stage.server.cli
    cli("office", "add", "--code", "SPPG", "--name", "SPPG Bobotsari", "--kind", "partner")
    cli("user", "add", "--office", "SPPG", "--name", "Yanti Rekaan", "--roles", "partner")
    rina = _uid_of(stage, "BBS", "Rina Wulandari")
    with stage.desk("bobotsari") as desk:
        stage.play(desk, "sign_in", "Peran menentukan yang boleh")
        stage.play(desk, "kitchen_to_partner")
        cli("user", "roles", rina, "--roles", "monitor")
        stage.play(desk, "seen_by_monitor")
        cli("user", "roles", rina, "--roles", "executor")
        stage.play(desk, "seen_by_executor")
    with stage.desk("sppg") as desk:
        _invite(stage, "SPPG", "Yanti Rekaan")
        stage.play(desk, "set_up_quickly")
        stage.play(desk, "sign_in")
        stage.play(desk, "seen_by_partner")
    with stage.desk("sppg", scheme="dark") as desk:
        stage.play(desk, "sign_in")
        stage.play(desk, "seen_dark")


def _two_desks_disagree(stage: Stage) -> None:
    """Both desks correct one field, and one step comes too late; then there is no line at all."""
    with stage.desk("bobotsari") as desk:
        stage.play(desk, "sign_in", "Dua meja, satu isian")
        stage.play(desk, "lamp_to_village")
        with stage.desk("gandasuli") as village:
            stage.play(village, "sign_in")
            stage.play(village, "village_was_first")
        stage.play(desk, "district_disagrees")
        stage.play(desk, "district_decides")
        stage.server.kill()
        stage.play(desk, "by_courier", "Kurir membawa pekerjaan")


def _without_a_network(stage: Stage) -> None:
    """Set up with the server, then take reports without it; the power fails at the end."""
    with stage.desk("bobotsari") as desk:
        _invite(stage, "BBS", "Rina Wulandari")
        stage.play(desk, "set_up", "Menyiapkan komputer")
        stage.server.kill()
        stage.play(desk, "sign_in_offline", "Masuk tanpa jaringan")
        stage.play(desk, "walk_in", "Warga datang ke loket")
        stage.play(desk, "from_whatsapp", "Pesan dari WhatsApp")
        stage.play(desk, "information", "Permintaan informasi")
        stage.play(desk, "half_typed", "Listrik padam")
        desk.kill()


def _after_the_power_cut(stage: Stage, desk: DeskProcess) -> None:
    stage.play(desk, "sign_in")
    stage.play(desk, "draft_comes_back")
    stage.play(desk, "all_waits")
    stage.server.start()
    stage.play(desk, "server_comes", "Jaringan kembali")


def _on_the_case(stage: Stage, desk: DeskProcess) -> None:
    """Verify, assign and write; the server dies and comes back in between."""
    stage.play(desk, "verify_and_assign", "Verifikasi dan disposisi")
    stage.play(desk, "note", "Catatan dan balasan")
    stage.server.kill()
    stage.play(desk, "reply")
    stage.server.start()
    stage.play(desk, "synced_again")
    stage.play(desk, "letter", "Surat penerusan")


def _in_the_village(stage: Stage) -> None:
    """The second desk gets the case, works while the server is down, and sends later."""
    with stage.desk("gandasuli") as desk:
        _invite(stage, "GDS", "Agus Setiawan")
        stage.play(desk, "set_up_quickly", "Meja kedua di desa")
        stage.play(desk, "sign_in")
        stage.play(desk, "village_gets_case")
        stage.server.kill()
        stage.play(desk, "village_works_offline")
        stage.server.start()
        stage.play(desk, "village_sends")


def _invite(stage: Stage, office: str, person: str) -> None:
    """Have the operator print a one-time code for a person of an office."""
    uid = _uid_of(stage, office, person)
    code = stage.server.cli("code", "--office", office, "--person", uid)
    stage.facts |= {"server": stage.server.url, "code": code.strip()}


def _uid_of(stage: Stage, office: str, person: str) -> str:
    lines = stage.server.cli("user", "list").splitlines()
    people = [line.split("\t") for line in lines]
    return next(uid for code, uid, name, _ in people if (code, name) == (office, person))
