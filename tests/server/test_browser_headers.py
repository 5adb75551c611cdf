"""Whatever the server answers, a browser that opens it runs, frames and keeps nothing."""

from __future__ import annotations

import pytest
from starlette.responses import HTMLResponse

from central_server.browser_headers import BrowserHeaders
from tests.server.asgi import AsgiClient
from tests.server.server_desk import ServerDesk
from tests.server.world import World

ALWAYS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
}
HSTS = "strict-transport-security"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/health", 200),
        ("GET", "/openapi.json", 200),
        ("GET", "/", 404),
        ("DELETE", "/v1/push", 405),
        ("POST", "/v1/token", 400),
        ("POST", "/v1/pull", 401),
        ("GET", "/v1/files/x/y", 401),
    ],
)
def test_every_answer_carries_them(sqlite_world: World, method: str, path: str, status: int):
    answer = sqlite_world.client.request(method, path)
    assert answer.status == status
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert HSTS not in answer.headers


def test_a_failure_of_ours_carries_them_too(
    sqlite_desk: ServerDesk, expected_log: pytest.LogCaptureFixture
):
    database = sqlite_desk.world.parts.database
    with database.write() as connection:
        connection.exec_driver_sql("DROP TABLE feed")
    answer = sqlite_desk.post("/v1/pull", sqlite_desk.asks())
    assert answer.status == 500
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "Traceback" not in answer.body.decode()
    assert "feed" not in answer.body.decode()


def test_over_tls_browsers_are_told_to_stay_with_it(sqlite_world: World):
    client = AsgiClient(sqlite_world.app, scheme="https")
    assert client.request("GET", "/v1/health").headers[HSTS] == "max-age=63072000"


def test_a_page_with_a_policy_of_its_own_keeps_it():
    page = HTMLResponse("<p>", headers={"Content-Security-Policy": "default-src 'self'"})
    answer = AsgiClient(BrowserHeaders(page)).request("GET", "/")
    assert answer.headers["content-security-policy"] == "default-src 'self'"
    assert answer.headers["referrer-policy"] == "no-referrer"
