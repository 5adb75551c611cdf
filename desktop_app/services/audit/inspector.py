"""What an inspector finds beside an exported trail: how to check it, and a program that does."""

from __future__ import annotations

INSTRUCTIONS = """\
JEJAK AUDIT LOKET ADUAN - CARA MEMERIKSA TANPA APLIKASI INI

Isi arsip
  jejak-audit.jsonl  Setiap baris satu catatan, persis seperti yang dihitung sidik jarinya.
  jejak-audit.csv    Isi yang sama untuk dibaca di lembar kerja, dengan nama petugas.
  bukti.json         Nomor dan sidik jari catatan terakhir, ditandatangani kunci komputer ini.
  periksa.py         Program pendek (Python 3) yang menjalankan langkah 1 sampai 3 di bawah.

Langkah
  1. Sidik jari sebuah catatan adalah SHA-256 dari barisnya di jejak-audit.jsonl (UTF-8, tanpa
     akhir baris). Nilai "prev" setiap baris harus sama dengan sidik jari baris sebelumnya;
     "prev" baris pertama adalah 64 angka nol.
  2. Nilai "n" mulai dari 1 dan bertambah satu, tanpa lompatan.
  3. Sidik jari baris terakhir dan nomornya harus sama dengan yang tertulis di bukti.json.
  4. "tanda_tangan" di bukti.json adalah tanda tangan Ed25519 atas teks "yang_ditandatangani",
     diperiksa dengan "kunci_publik_ed25519". Minta administrator server mencocokkan kunci itu
     dengan kunci perangkat yang terdaftar.
  5. Minta administrator server menjalankan "loket-aduan-server audit verify" dan
     "loket-aduan-server audit export": baris yang sudah sampai di server harus sama di sini.

Baris yang tidak cocok pada langkah 1 berarti: catatan sebelum baris itu diubah atau diganti.
Lompatan pada langkah 2 berarti: catatan dengan nomor itu dihapus.
"""

PROGRAM = '''\
"""Checks jejak-audit.jsonl against bukti.json; needs Python 3 and nothing else."""

import hashlib
import json

faults, number, previous = [], 0, "0" * 64
with open("jejak-audit.jsonl", "rb") as lines:
    for line in lines:
        line = line.rstrip(b"\\n")
        entry = json.loads(line)
        if entry["n"] != number + 1:
            faults.append(f"catatan {number + 1} sampai {entry['n'] - 1} hilang")
        elif entry.get("prev") != previous:
            faults.append(f"catatan {entry['n']} tidak menyambung: {number} diubah atau diganti")
        number, previous = entry["n"], hashlib.sha256(line).hexdigest()
with open("bukti.json", encoding="utf-8") as file:
    proof = json.load(file)
if (number, previous) != (proof["nomor_terakhir"], proof["sidik_jari_terakhir"]):
    faults.append("catatan terakhir bukan yang tertulis di bukti.json")
print("\\n".join(faults) or f"utuh: {number} catatan")
raise SystemExit(1 if faults else 0)
'''
