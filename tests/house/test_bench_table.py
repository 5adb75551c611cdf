"""Every promised speed has its row in the bench, and every row its promise."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.measurement import Measurement, alternate, medians
from benchmarks.result import lines_without_figures, result_of, table_lines, write_results
from benchmarks.targets import UNITS, Target, not_built, read_targets, row_names

TARGETS = read_targets()
# What is to be stated and has no limit.
STATED = {"memory", "desks_200", "bare_engine"}
FAST = Target("save", "Save: 50 ms.", "ms", limit_value=50)


def test_every_row_has_a_target_and_every_target_a_row():
    assert row_names() == set(TARGETS)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_every_target_is_a_sentence_with_a_limit_for_machines(name: str):
    target = TARGETS[name]
    assert len(target.words.split()) > 3
    assert target.unit in UNITS
    limits = [limit for limit in (target.limit_value, target.limit_ratio) if limit is not None]
    assert len(limits) == (0 if name in STATED else 1)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_every_row_can_be_measured(name: str):
    assert callable(import_module(f"benchmarks.rows.{name}").measure)


def test_a_value_at_its_limit_is_met_and_above_it_missed():
    assert FAST.is_met(50, ratio=9)
    assert not FAST.is_met(50.1, ratio=1)


def test_a_limit_by_ratio_judges_the_ratio_alone():
    start = Target("start", "Start at most 1.3 × it", "s", limit_ratio=1.3)
    assert start.is_met(99, ratio=1.3)
    assert not start.is_met(0.1, ratio=1.31)


def test_an_allowance_holds_whatever_the_ratio_and_the_ratio_beyond_it():
    cost = Target("open", "At most 10 % or 10 ms more.", "ms", limit_ratio=1.1, or_more=10)
    assert cost.is_met(14, ratio=3.5)
    assert cost.is_met(220, ratio=1.1)
    assert not cost.is_met(36, ratio=1.5)


def test_a_promise_without_a_limit_is_met_when_it_was_measured():
    assert Target("memory", "Memory beside it.", "MB").is_met(500, ratio=7)


def test_ours_and_the_bare_limit_are_measured_in_turn_and_the_first_are_not_counted():
    calls: list[str] = []

    def one(name: str) -> float:
        calls.append(name)
        return float(len(calls))

    ours, bare = alternate(lambda: one("a"), lambda: one("b"), times=2, warm_up=1)
    assert "".join(calls) == "ababab"
    assert (ours, bare) == ([3, 5], [4, 6])


def test_the_note_says_how_often_and_what_was_slowest():
    measured = medians([0.010, 0.030, 0.020], [0.004, 0.005, 0.006], "with a note")
    assert (measured.value, measured.bare) == (0.020, 0.005)
    assert measured.note == "n = 3, slowest 30 ms; with a note"


def test_the_file_holds_what_other_programs_read(tmp_path: Path):
    file = tmp_path / "build" / "bench.json"
    write_results([result_of(FAST, Measurement(0.06, 0.02, "n = 1"))], file)
    assert json.loads(file.read_text(encoding="utf-8")) == [
        {
            "name": "save",
            "value": 60.0,
            "unit": "ms",
            "bare": 20.0,
            "ratio": 3.0,
            "target": "Save: 50 ms.",
            "met": False,
        }
    ]


def test_the_table_shows_figures_promise_and_note():
    missed = result_of(FAST, Measurement(0.06, 0.02, "n = 7"))
    met = replace(missed, value=40.0)
    text = "\n".join(table_lines([missed, met]))
    assert "60.0 ms" in text
    assert "3.00×  MISSED" in text
    assert "2.00×  met" in text
    assert text.count("Save: 50 ms.") == 2
    assert "n = 7" in text


def test_what_was_left_out_or_is_not_built_is_named_without_a_figure():
    lines = lines_without_figures([FAST])
    assert "Save: 50 ms." in lines[0]
    assert "not measured now" in lines[0]
    assert not_built()
    for name, words in not_built().items():
        assert any(name in line and "not built" in line and words in line for line in lines[1:])
    assert not not_built().keys() & TARGETS.keys()


def test_an_unknown_row_is_refused_and_the_known_ones_are_named(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        main(["save_cases"])
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert "no row save_cases" in said
    assert all(name in said for name in TARGETS)
