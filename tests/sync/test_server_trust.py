"""A server is spoken to when its certificate is right, and never when anything about it is not.

The servers are real ones, over TLS, on loopback.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync.connection import Step, try_connection
from desktop_app.sync.enrolment import enrol, reach
from desktop_app.sync.transport import Transport
from tests.builders import NOW, an_identity
from tests.server.world import golden
from tests.sync.authority import Authority
from tests.sync.odd_server import OddServer, http, http_json
from tests.sync.rounds import a_round_desk

ELSEWHERE = x509.DNSName("server.lain.test")


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="module")
def key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def asked(url: str, *, authority: str = "") -> bytes:
    transport = Transport(url, authority=authority)
    try:
        return transport.get("/v1/health")
    finally:
        transport.close()


def refused(server: OddServer, url: str, *, authority: str = "") -> None:
    """Ask a server that must not be spoken to: not one byte of a request reaches it."""
    with pytest.raises(ExpectedError) as caught:
        asked(url, authority=authority)
    assert caught.value.trouble is Trouble.SERVER_UNREACHABLE
    assert caught.value.facts == {"reason": "certificate"}
    assert server.asked == []


def test_a_server_that_the_own_authority_vouches_for_is_spoken_to(
    authority: Authority, tmp_path: Path
):
    with OddServer(http(), tls=authority.served(tmp_path)) as server:
        assert asked(server.url, authority=authority.pem) == b"{}"


def test_an_own_authority_is_trusted_by_nobody_who_was_not_told(
    authority: Authority, tmp_path: Path
):
    with OddServer(http(), tls=authority.served(tmp_path)) as server:
        refused(server, server.url)


def test_another_authority_of_the_same_name_is_refused(authority: Authority, tmp_path: Path):
    with OddServer(http(), tls=Authority().served(tmp_path)) as server:
        refused(server, server.url, authority=authority.pem)


def test_a_certificate_that_has_expired_is_refused(authority: Authority, tmp_path: Path):
    with OddServer(http(), tls=authority.served(tmp_path, days=-1)) as server:
        refused(server, server.url, authority=authority.pem)


def test_a_certificate_for_another_host_is_refused(authority: Authority, tmp_path: Path):
    with OddServer(http(), tls=authority.served(tmp_path, host=ELSEWHERE)) as server:
        refused(server, server.url, authority=authority.pem)


def test_a_pinned_key_is_spoken_to_whichever_certificate_it_comes_in(
    authority: Authority, tmp_path: Path, key: ec.EllipticCurvePrivateKey
):
    pinned = f"{authority.pin(key)},{'0' * 64}"
    for days in (1, 2):
        with OddServer(http(), tls=authority.served(tmp_path, key=key, days=days)) as server:
            assert asked(f"{server.url}{pinned}", authority=authority.pem) == b"{}"


def test_another_key_is_refused_though_the_authority_vouches_for_it(
    authority: Authority, tmp_path: Path, key: ec.EllipticCurvePrivateKey
):
    with OddServer(http(), tls=authority.served(tmp_path)) as server:
        refused(server, f"{server.url}{authority.pin(key)}", authority=authority.pem)


@pytest.mark.parametrize("days", [1, -1])
def test_a_pin_is_demanded_beside_the_certificate_and_not_in_its_place(
    authority: Authority, tmp_path: Path, key: ec.EllipticCurvePrivateKey, days: int
):
    with OddServer(http(), tls=authority.served(tmp_path, key=key, days=days)) as server:
        refused(server, f"{server.url}{authority.pin(key)}")


def test_a_key_that_changes_between_two_requests_is_refused(
    authority: Authority, tmp_path: Path, key: ec.EllipticCurvePrivateKey
):
    tls = authority.served(tmp_path, key=key)
    with OddServer(http(), tls=tls) as server:
        transport = Transport(f"{server.url}{authority.pin(key)}", authority=authority.pem)
        transport.get("/v1/health")
        authority.served(tmp_path)
        tls.load_cert_chain(tmp_path / "server.pem")  # as whoever took over the address shows it
        with pytest.raises(ExpectedError) as caught:
            transport.get("/v1/health")
        transport.close()
        assert caught.value.facts == {"reason": "certificate"}
        assert len(server.asked) == 1


def test_a_text_that_is_no_certificate_trusts_nobody():
    with pytest.raises(ExpectedError) as caught:
        asked("https://127.0.0.1:9", authority="-----BEGIN NOTHING-----")
    assert caught.value.facts == {"reason": "certificate"}


def test_a_desk_keeps_whom_it_trusted_when_it_enrolled(
    authority: Authority, tmp_path: Path, key: ec.EllipticCurvePrivateKey
):
    answer = http_json(golden("enrol_answer"))
    with OddServer(answer, tls=authority.served(tmp_path, key=key)) as server:
        enrolled = enrol(
            f"{server.url}{authority.pin(key)}",
            "ABCD-EFGH-JKLM",
            device_name="PC uji",
            authority=authority.pem,
        )
    identity = enrolled.identity
    assert identity.server_url.endswith(authority.pin(key))
    with a_round_desk(tmp_path / "desk", identity) as desk:
        assert desk.identity() == identity
        assert desk.identity().server_authority == authority.pem


def test_the_test_of_the_connection_trusts_as_the_rounds_do(authority: Authority, tmp_path: Path):
    health = http_json(golden("health_answer"))
    with OddServer(health, tls=authority.served(tmp_path)) as server:
        reach(server.url, authority=authority.pem)
        steps = {
            told: _first_step(server.url, an_identity(server_authority=told))
            for told in ("", authority.pem)
        }
    assert steps[authority.pem] is None
    assert steps[""] is Trouble.SERVER_UNREACHABLE


def _first_step(url: str, identity: DeviceIdentity) -> Trouble | None:
    transport = Transport(url, authority=identity.server_authority)
    try:
        first = next(try_connection(url, identity, transport=transport, clock=lambda: NOW))
    finally:
        transport.close()
    assert first.step is Step.REACH
    return None if first.trouble is None else first.trouble.trouble
