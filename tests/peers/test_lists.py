"""What became of the list people were reading when a sync came in."""

from __future__ import annotations

from functools import partial

from desktop_app.services.lookups import read_lookups
from desktop_app.ui.theme.theme import Theme
from tests.sync.enrolled import EnrolledDesk
from tests.ui.inbox.stage import InboxStage, an_inbox

CASES = 60


def test_a_round_that_brings_news_leaves_the_list_its_place_and_its_reader(
    qtbot, theme: Theme, desk: EnrolledDesk, other: EnrolledDesk
):
    """SecureDrop #7552: the source list is torn down and built anew at each sync."""
    cases = [desk.register(title=f"Laporan {number}") for number in range(CASES)]
    desk.good_round()
    other.good_round()
    with an_inbox(theme, desk.context, read_lookups(desk.context)) as stage:
        stage.open(qtbot)
        stage.go_to(qtbot, cases[CASES // 2].uid)
        place, top = stage.screen.pane.list.currentIndex().row(), _top(stage)
        resets: list[None] = []
        stage.screen.model.modelReset.connect(partial(resets.append, None))
        changed = cases[CASES // 2 + 2]
        other.correct(changed, title="Judul dari PC lain", place=changed.place)
        other.good_round()
        report = desk.good_round()
        assert report.touched == {changed.uid}
        stage.inbox.refresh_touched(report.touched)
        model = stage.screen.model
        where = model.place_of_case(changed.uid)
        qtbot.waitUntil(lambda: model.row(where).title == "Judul dari PC lain")
        assert desk.good_round().touched == frozenset()
        assert resets == []
        assert (stage.screen.pane.list.currentIndex().row(), _top(stage)) == (place, top)
        assert stage.shown() == cases[CASES // 2].uid


def _top(stage: InboxStage) -> int:
    return stage.screen.pane.list.verticalScrollBar().value()
