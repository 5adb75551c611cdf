"""Whether the body of an answer has the shape that the contract promises for its status.

schemathesis 4.32 has such a check, but lowers `prefixItems` to a form that its validator then
refuses; ours hands the contract to the same validator as it stands.
"""

from __future__ import annotations

from typing import Any

import jsonschema_rs
from schemathesis.core.transport import Response

_JSON = "application/json"


class Shapes:
    """The answers of a contract."""

    def __init__(self, contract: dict[str, Any]) -> None:
        self._contract = contract
        self._made: dict[str, jsonschema_rs.Draft202012Validator] = {}

    def demand(self, path: str, method: str, answer: Response) -> None:
        """Raise AssertionError for an answer whose body is not what was promised."""
        told = self._contract["paths"][path][method.lower()]["responses"]
        promised = told[str(answer.status_code)].get("content", {}).get(_JSON)
        if promised is None or method == "HEAD":
            return
        where = f"{method} {path} {answer.status_code}"
        if where not in self._made:
            whole = promised["schema"] | {"components": self._contract["components"]}
            self._made[where] = jsonschema_rs.Draft202012Validator(whole)
        wrong = next(iter(self._made[where].iter_errors(answer.json())), None)
        assert wrong is None, f"{where}: {wrong}"
