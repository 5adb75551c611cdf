"""The second desk, in the village: gets the case, works without a network, sends it later."""

from __future__ import annotations

from tests.tour import photo
from tests.tour.chapters.casework import open_case
from tests.tour.driver import Driver


def village_gets_case(d: Driver) -> None:
    """The first round brings the case to the village."""
    d.see("Jembatan kayu")
    open_case(d, d.facts["register_number"])
    d.tell(
        "Desa Gandasuli punya komputer sendiri. Sinkron pertama membawa kasus yang diteruskan "
        "kepadanya, tanpa identitas pelapor, dan tidak ada kasus lain."
    )
    d.must(not d.says("Siti Aminah"), "the village does not read the reporter's name")
    d.must(not d.says("Haryono"), "the village does not read another reporter's name")
    d.shot("kasus-di-desa", "Kasus di meja desa")


def village_works_offline(d: Driver) -> None:
    """Add a follow-up with a photograph by mouse, without a network."""
    d.tell("Jaringan desa putus. Sekretaris desa mencatat hasil kerja dengan foto.")
    picture = photo.bridge(d.luggage / "jembatan-selesai.jpg", repaired=True)
    d.click("next_move")
    d.await_focus("text")
    d.type("Dua papan diganti, paku dan pegangan diperiksa. Jembatan aman dilewati.")
    d.name_file("attach", picture)
    d.see("jembatan-selesai.jpg")
    d.see(" KB")
    d.shot("tindak-lanjut-desa", "Tindak lanjut dengan foto, ditulis tanpa jaringan")
    d.click("submit")
    d.see("Tindak lanjut tercatat.")
    d.key("F9")
    d.see("Luring")
    d.shot("desa-luring", "Tersimpan di komputer desa, menunggu jaringan")


def village_sends(d: Driver) -> None:
    """The network is back in the village."""
    d.key("F9")
    d.see("Tersinkron")
    d.shot("desa-tersinkron", "Jaringan kembali: terkirim, fotonya menyusul")
