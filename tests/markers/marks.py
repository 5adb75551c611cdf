"""The words that are followed: each is typed, attached or shown in one place, and is in no other.

A store keeps the words of KEPT: with encryption off the search has to find every one of them.
Nothing may keep those of PASSING, encrypted or not. Those of DROPPED are kept for a moment and then
deleted; a database may hold for long what was deleted in it, so it is encryption that hides them.
"""

from __future__ import annotations

from collections.abc import Mapping

KEPT: Mapping[str, str] = {
    "reporter_name": "Wagiyemqaz",
    "reporter_phone": "81299017733",
    "reporter_nik": "3303094107800193",
    "reporter_address": "Kradenanwex",
    "words": "Gorongvutap",
    "title": "Ambrolkezux",
    "place": "Pertigaanqiv",
    "complained_about": "Mandorzebqo",
    "answer": "Jawabankufej",
    "file_name": "lampiranvuqa",
    "text_file": "Catatanqifub",
    "pdf_text": "Halamanzuvek",
    "pdf_fact": "Penulispiqez",
    "picture_fact": "Kameraxobuq",
    "archived_file": "Arsipwujeqo",
    "office_file": "Dokumenfezaq",
    "draft": "Separuhqobix",
    "half_written": "Setengahwuqiz",
    "correction": "Perbaikanwuzo",
    "move": "Verifikasijuqe",
    "note": "Internalqezif",
    "reply": "Balasanvoqux",
    "letter": "Suratjezuqab",
    "subject": "Perihalquxov",
    "corrected_name": "Tersurutquvez",
    "restricted": "Dibatasivuqe",
    "free_again": "Dibukawexuq",
    "erased": "Dilupakanzoqi",
    "void_reason": "Kelirufaqoz",
    "spoilt_reason": "Sobekqivuz",
    "bundle": "Kurirxezuqo",
}

PASSING: Mapping[str, str] = {
    "password": "sandiquvexi-7",
    "search": "Dicariwozuq",
    "crash": "Rusakzivoqe",
    "crash_in_lane": "Lajurbequzo",
}

DROPPED: Mapping[str, str] = {
    "form": "Dibuangxuvi",
    "copied": "Tersalinqufe",
    "unkept_letter": "Rancanganqefu",
}
