"""The judge of order sees what overtook another, and not what was sent again."""

from __future__ import annotations

import json
from typing import Any

from tests.soak.messages import Answer, Request
from tests.soak.order import Order

OK = Answer(200, {}, b"{}")


def a_push(sender: str, *changes: tuple[str, int]) -> Request:
    """A push of one case; each change by its uid and number."""
    body: dict[str, Any] = {
        "changes": [
            {"uid": uid, "n": number, "case": "satu", "op": "entry.add"} for uid, number in changes
        ]
    }
    return Request("POST", "/v1/push", {"x-soak-desk": sender}, json.dumps(body).encode())


def test_a_change_that_overtook_another_of_its_case_is_found():
    order = Order()
    order.arrived(a_push("counter", ("a", 2)), OK)
    order.arrived(a_push("counter", ("b", 1)), OK)

    (finding,) = order.findings
    assert "number 1 of counter arrived after 2" in finding.words


def test_a_change_sent_again_under_another_uid_overtook_nothing():
    order = Order()
    order.arrived(a_push("counter", ("a", 1), ("b", 2)), OK)
    order.arrived(a_push("counter", ("c", 1), ("d", 2)), OK)

    assert order.findings == []


def test_it_overtook_nothing_either_where_a_copy_had_sent_it_first():
    order = Order()
    order.arrived(a_push("copy", ("a", 1)), OK)
    order.arrived(a_push("counter", ("a", 1), ("b", 2)), OK)
    order.arrived(a_push("counter", ("c", 1)), OK)

    assert order.findings == []
