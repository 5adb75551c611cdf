"""Requests made from the contract, in histories: what a step learns the next ones may say.

schemathesis makes each request from the OpenAPI document, of its shape or against it; over it go
values of a desk that has a standing with this server. Every answer must be one that the document
describes, and none may be a failure of the server.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any, ClassVar, Self

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    status_code_conformance,
)

from tests.openapi.answers import Shapes
from tests.openapi.speakers import LEARNT, PHOTO, SHA256, Regency, Speaker, laid_over

STEPS = 50  # of a history
_PATIENCE = 60.0  # seconds
_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
]
_FILES = "/v1/files/{case}/{sha256}"


@dataclass
class Hammer:
    """Asks one running server; `told` counts its answers by operation and status.

    `breaches` are answers that the document does not know, the first of each kind with how to ask
    so again.
    """

    url: str
    regency: Regency
    told: Counter[str] = field(default_factory=Counter)
    breaches: dict[str, str] = field(default_factory=dict)
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        self.session.trust_env = False
        contract = self.session.get(f"{self.url}/openapi.json", timeout=_PATIENCE).json()
        self.shapes = Shapes(contract)
        schema = schemathesis.openapi.from_dict(contract)
        self.operations = [found.ok() for found in schema.get_all_operations()]
        # A push says most, and what it leaves behind is what all others read.
        pushes = [one for one in self.operations if one.path == "/v1/push"]
        self.chosen = [*self.operations, *pushes * 4]
        self.strategies = {
            operation.label: st.one_of(
                *(operation.as_strategy(generation_mode=mode) for mode in GenerationMode)
            )
            for operation in self.operations
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.session.close()

    @property
    def cases(self) -> int:
        """How many requests were answered."""
        return self.told.total()

    def distribution(self) -> list[str]:
        """Say how often each operation answered with each status."""
        return [f"{number:>7,}  {key}" for key, number in sorted(self.told.items())]

    def ask(self, case: Case[Any], speaker: Speaker, headers: dict[str, str]) -> None:
        """Send one request and hold its answer to the document."""
        label = case.operation.label
        answer = case.call(
            base_url=self.url,
            session=self.session,
            headers=headers,
            timeout=_PATIENCE,
            allow_redirects=False,
        )
        status = answer.status_code
        self.told[f"{label} {status}"] += 1
        try:
            case.validate_response(answer, checks=_CHECKS)
            self.shapes.demand(case.operation.path, case.method, answer)
        except (AssertionError, FailureGroup, KeyError) as error:
            self.breaches.setdefault(f"{label} {status}", f"{error!r} {case.as_curl_command()}")
            return
        if status == requests.codes.ok and case.operation.path in LEARNT:
            speaker.learn(case.operation.path, answer.json())


class History(RuleBasedStateMachine):
    """One history; the server goes on from where the one before left it."""

    hammer: ClassVar[Hammer]

    @rule(data=st.data())
    def step(self, data: st.DataObject) -> None:
        """Let somebody ask something; how much is drawn depends on nothing that was learnt."""
        hammer = self.hammer
        speaker = hammer.regency.speakers[data.draw(st.sampled_from(hammer.regency.names))]
        operation = data.draw(st.sampled_from(hammer.chosen))
        case = data.draw(hammer.strategies[operation.label])
        headers = dict(speaker.headers) if data.draw(_mostly) else {}
        chance = Random(data.draw(st.integers(0, 2**32)))
        if data.draw(_mostly):
            headers |= _made_real(case, speaker, chance)
        hammer.ask(case, speaker, headers)


_mostly = st.sampled_from((True, True, True, False))


def _made_real(case: Case[Any], speaker: Speaker, chance: Random) -> dict[str, str]:
    """Put what a real desk would send over a made-up request; return headers for it."""
    path = case.operation.path
    if path == _FILES:
        uid = speaker.cases[-1].uid if speaker.cases else speaker.desk.uid
        case.path_parameters = {"case": str(uid), "sha256": SHA256}
        if case.method in {"PUT", "PATCH"}:
            case.body = PHOTO
            start = chance.choice((0, 0, 5))
            return {"Upload-Offset": str(start), "Upload-Length": str(len(PHOTO))}
        return {}
    if path == "/v1/kurir":
        case.body = speaker.bundle()
    elif case.method == "POST":
        case.body = laid_over(case.body, speaker.good(path, chance))
    return {}


def run_histories(hammer: Hammer, *, cases: int, seed_number: int) -> None:
    """Ask at least as often as told; a history may end before its last step."""
    wanted = hammer.cases + cases
    while hammer.cases < wanted:
        _run_some(hammer, cases=wanted - hammer.cases, seed_number=seed_number)
        seed_number += 1_000_000


def _run_some(hammer: Hammer, *, cases: int, seed_number: int) -> None:
    machine = type("Machine", (History,), {"hammer": hammer})
    chosen = settings(
        max_examples=max(1, cases // STEPS),
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    seed(seed_number)(machine)
    run_state_machine_as_test(machine, settings=chosen)
