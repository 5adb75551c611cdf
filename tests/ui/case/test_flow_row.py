"""Chips and badges break their line where the next would not fit, and none overlap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel

from desktop_app.ui.case.flow_row import FlowRow


@given(
    words=st.lists(st.text("abcdef ", min_size=1, max_size=25), max_size=9),
    width=st.integers(60, 500),
)
def test_widgets_stay_inside_and_apart(qapp, words: list[str], width: int):
    row = FlowRow(gap=4)
    labels = [QLabel(word) for word in words]
    for label in labels:
        row.add(label)
    row.show()
    row.resize(width, row.heightForWidth(width))
    boxes = [label.geometry() for label in labels]
    for place, box in enumerate(boxes):
        assert box.left() >= 0
        assert box.right() < max(width, box.width())
        assert box.bottom() < row.height()
        assert not any(box.intersects(other) for other in boxes[:place])
    row.close()


def test_a_hidden_widget_leaves_no_gap(qapp):
    row = FlowRow(gap=4)
    first, second, third = QLabel("satu"), QLabel("dua"), QLabel("tiga")
    for label in (first, second, third):
        row.add(label)
    row.show()
    second.hide()
    row.resize(400, 30)
    assert third.x() == first.sizeHint().width() + 4
    row.close()
