"""What fuzzing kept, once more: a reader refuses in its own words what nobody would write."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzz.keeping import smallest, ways_of
from tests.fuzz.mutating import mutated
from tests.fuzz.targets import TARGETS, corpus_file, corpus_of

LARGEST_CORPUS = 300_000  # bytes, of all targets
TRIED = 150


@pytest.mark.parametrize("name", TARGETS)
def test_every_input_that_was_kept_is_read_or_refused(name: str):
    target = TARGETS[name]
    inputs = [*target.seeds(), *corpus_of(name)]
    for content in inputs:
        target.read(content)


@pytest.mark.parametrize("name", [name for name, target in TARGETS.items() if target.is_tree])
def test_messages_with_a_few_places_changed_are_read_or_refused(name: str):
    target, random = TARGETS[name], Random(4)
    seeds = list(target.seeds())
    for _ in range(TRIED):
        seed = random.choice(seeds)
        at = seed.index(b"\n") + 1 if target.has_head else 0
        content = mutated(seed[:at], seed[at:], random)
        if content is not None:
            target.read(content)


def test_the_corpus_stays_small():
    kept = [path for name in TARGETS if (path := corpus_file(name)).exists()]
    assert sum(path.stat().st_size for path in kept) < LARGEST_CORPUS


def test_an_input_is_kept_for_a_way_that_no_shorter_one_goes():
    short, long = b"[10.15, 14/10/2025] Siti: a", b"[10.15, 14/10/2025] Siti: a b c"
    read = TARGETS["whatsapp"].read
    assert ways_of(read, short) == ways_of(read, long)
    assert smallest("whatsapp", [long, short]) == []  # the seeds go there already
