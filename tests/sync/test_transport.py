"""Whatever a server does, the desk gets its own word for it, and nothing hangs."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.errors import ExpectedError, Trouble
from desktop_app.sync.transport import LARGEST_ANSWER, Patience, Transport
from tests.sync.authority import Authority
from tests.sync.odd_server import HANG_UP, SILENCE, Asked, OddServer, http, http_json

SHORT = Patience(connect=2.0, read=0.3)
ELSEWHERE = "http://192.0.2.1/v1/health"
PAGE = b"<!doctype html><title>Selamat datang di WiFi</title>"

Call = Callable[[Transport], object]


def ask_with(
    server: OddServer, call: Call, *, patience: Patience = SHORT, token: str = ""
) -> object:
    transport = Transport(server.url, patience=patience)
    transport.token = token
    try:
        return call(transport)
    finally:
        transport.close()


def post(transport: Transport) -> object:
    return transport.post("/v1/push", b'{"schema": 1}')


def health(transport: Transport) -> object:
    return transport.get("/v1/health")


def trouble_of(answer: bytes, call: Call = post) -> ExpectedError:
    with OddServer(answer) as server, pytest.raises(ExpectedError) as caught:
        ask_with(server, call)
    return caught.value


def error_body(code: str) -> dict[str, object]:
    return {"error": {"code": code, "message": "for engineers"}}


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (HANG_UP, Trouble.SERVER_UNREACHABLE),
        (SILENCE, Trouble.SERVER_UNREACHABLE),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Trouble.SERVER_NONSENSE),
        (b"\x00\xff" * 40 + b"\r\n\r\n", Trouble.SERVER_NONSENSE),
        (http(302, PAGE, content_type="text/html", Location=ELSEWHERE), Trouble.SERVER_NONSENSE),
        (http(307, b"", Location=ELSEWHERE), Trouble.SERVER_NONSENSE),
        (http(403, PAGE, content_type="text/html"), Trouble.SERVER_NONSENSE),
        (http(404, PAGE, content_type="text/html; charset=utf-8"), Trouble.SERVER_NONSENSE),
        (http(200, b'{"answers": [', Content_Length="4000"), Trouble.SERVER_NONSENSE),
        (http(200, b"not packed at all", Content_Encoding="gzip"), Trouble.SERVER_NONSENSE),
        (http(200, b"zz\r\nno chunk\r\n", Transfer_Encoding="chunked"), Trouble.SERVER_NONSENSE),
        (http_json(error_body("TOKEN"), 401), Trouble.DEVICE_UNKNOWN),
        (http(401, b""), Trouble.DEVICE_UNKNOWN),
        (http_json(error_body("DEVICE_REVOKED"), 403), Trouble.DEVICE_REVOKED),
        (http_json(error_body("UNKNOWN_CODE"), 404), Trouble.CODE_UNKNOWN),
        (http_json(error_body("CODE_USED"), 409), Trouble.CODE_UNKNOWN),
        (http_json(error_body("ORDER"), 409), Trouble.SERVER_REFUSED),
        (http_json(error_body("SCHEMA"), 422), Trouble.SERVER_TOO_OLD),
        (http(413, PAGE, content_type="text/html"), Trouble.SERVER_TOO_LARGE),
        (http_json(error_body("BUSY"), 429, Retry_After="17"), Trouble.SERVER_BUSY),
        (http_json(error_body("BUSY"), 503), Trouble.SERVER_BUSY),
        (http_json(error_body("FAILED"), 500), Trouble.SERVER_FAILED),
        (http(502, PAGE, content_type="text/html"), Trouble.SERVER_FAILED),
    ],
)
def test_each_odd_answer_has_its_trouble(answer: bytes, trouble: Trouble):
    assert trouble_of(answer).trouble is trouble


def test_a_server_that_is_not_there_is_unreachable():
    with OddServer(http()) as gone:
        pass
    with pytest.raises(ExpectedError) as caught:
        ask_with(gone, post)
    assert caught.value.trouble is Trouble.SERVER_UNREACHABLE
    assert caught.value.facts == {"reason": "connection", "sent": "no"}


def test_silence_is_told_from_a_dead_line():
    assert trouble_of(SILENCE).facts == {"reason": "timeout"}
    assert trouble_of(HANG_UP).facts == {"reason": "connection"}


def test_a_body_that_stops_halfway_is_not_waited_for_for_ever():
    error = trouble_of(http(200, b'{"answers": [', Content_Length="4000") + SILENCE)
    assert error.trouble is Trouble.SERVER_UNREACHABLE
    assert error.facts == {"reason": "timeout"}


def test_a_busy_server_says_how_long():
    assert trouble_of(http(429, b"", Retry_After=" 17 ")).facts == {"retry_after": "17"}


def test_a_waiting_time_that_is_no_number_is_left_out():
    date = "Fri, 20 Nov 2026 07:00:00 GMT"
    assert trouble_of(http(503, b"", Retry_After=date)).facts == {}


def test_a_refusal_keeps_its_code_and_never_its_words():
    error = trouble_of(http_json(error_body("ORDER"), 409))
    assert error.facts == {"code": "ORDER"}
    assert "engineers" not in str(error)


def test_a_code_that_the_protocol_could_not_mean_becomes_the_status():
    error = trouble_of(http_json(error_body("Ibu Wati, <b>RT 1</b>"), 400))
    assert error.facts == {"code": "400"}


def test_no_redirect_is_followed_not_even_on_the_same_host():
    with OddServer(http(307, b"", Location="/v1/elsewhere")) as server:
        with pytest.raises(ExpectedError):
            ask_with(server, health)
        assert [asked.path for asked in server.asked] == ["/v1/health"]


def test_a_body_that_unpacks_without_end_is_cut_off():
    bomb = gzip.compress(b"0" * (LARGEST_ANSWER + 1))
    assert len(bomb) < 100_000
    answer = http(200, bomb, Content_Encoding="gzip")
    assert trouble_of(answer).trouble is Trouble.SERVER_NONSENSE


def test_a_file_larger_than_any_file_is_cut_off():
    def fetch(transport: Transport) -> None:
        transport.fetch_file("/v1/files/x/y", 0, most=1000, take=lambda _: None)

    assert trouble_of(http(200, b"x" * 1001), fetch).trouble is Trouble.SERVER_NONSENSE


def test_an_answer_that_trickles_for_ever_ends():
    seconds = iter(range(0, 1_000_000, 400))
    with OddServer(http(200, b"x" * 200_000)) as server:
        transport = Transport(server.url, patience=SHORT, monotonic=lambda: float(next(seconds)))
        with pytest.raises(ExpectedError) as caught:
            transport.get("/v1/health")
        transport.close()
    assert caught.value.facts == {"reason": "timeout"}


def test_a_packed_answer_is_unpacked():
    packed = http(200, gzip.compress(b'{"name": "loket-aduan"}'), Content_Encoding="gzip")
    with OddServer(packed) as server:
        assert ask_with(server, health) == b'{"name": "loket-aduan"}'
        assert server.asked[0].headers["accept-encoding"] == "gzip"


def asked_by(call: Call, *, token: str = "") -> Asked:
    with OddServer(http()) as server:
        ask_with(server, call, token=token)
        return server.asked[0]


def test_a_long_body_is_packed_and_arrives_whole():
    body = b'{"words": "' + b"jalan berlubang " * 20_000 + b'"}'
    asked = asked_by(lambda transport: transport.post("/v1/push", body))
    assert asked.body == body
    assert len(asked.raw_body) < len(body) / 10
    assert asked.headers["content-type"] == "application/json"


def test_a_short_body_is_sent_as_it_is():
    assert asked_by(post).headers.get("content-encoding") is None


def test_a_part_of_a_file_arrives_byte_for_byte():
    content = bytes(range(256)) * 4096
    size = len(content) + 100

    def send(transport: Transport) -> object:
        return transport.send_part("/v1/files/a/b", content, offset=100, size=size)

    asked = asked_by(send)
    assert (asked.method, asked.path, asked.raw_body) == ("PATCH", "/v1/files/a/b", content)
    assert (asked.headers["upload-offset"], asked.headers["upload-length"]) == ("100", str(size))


def test_every_request_has_a_number_of_its_own():
    numbers = {asked_by(post).headers["x-request-id"] for _ in range(3)}
    assert len(numbers) == 3


def test_the_token_goes_along_and_nothing_of_the_user(tmp_path: Path, monkeypatch):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login orang password rahasia\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    assert asked_by(post, token="abc").headers["authorization"] == "Bearer abc"
    assert "authorization" not in asked_by(post).headers


def test_a_proxy_is_not_asked_for_this_machine(monkeypatch):
    with OddServer(http()) as gone:
        pass
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, gone.url)
    assert asked_by(health).path == "/v1/health"


def test_the_offices_proxy_is_asked_for_everything_else(monkeypatch):
    with OddServer(http(200, b'{"by": "proxy"}')) as proxy:
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        plain = Transport("http://contoh.invalid", patience=SHORT)
        assert plain.get("/v1/health") == b'{"by": "proxy"}'
        plain.close()
        proxy.answers = [http(403, PAGE, content_type="text/html")]
        sealed = Transport("https://contoh.invalid", patience=SHORT)
        with pytest.raises(ExpectedError) as caught:
            sealed.get("/v1/health")
        sealed.close()
        asked = [(asked.method, asked.path) for asked in proxy.asked]
    assert asked == [("GET", "http://contoh.invalid/v1/health"), ("CONNECT", "contoh.invalid:443")]
    assert caught.value.trouble is Trouble.SERVER_UNREACHABLE


def test_a_server_that_takes_nothing_is_given_up_whatever_the_size_of_the_file():
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        transport = Transport(url, patience=Patience(connect=0.3, read=0.3))
        with pytest.raises(ExpectedError) as caught:
            transport.send_part(
                "/v1/files/a/b", b"x" * LARGEST_ANSWER, offset=0, size=LARGEST_ANSWER
            )
        transport.close()
    assert caught.value.facts == {"reason": "timeout"}


def test_a_slow_line_is_given_the_time_it_needs():
    content = b"x" * 3_000_000
    line = SlowLine(pause=0.02)
    transport = Transport(line.url, patience=Patience(connect=0.4, read=2.0))
    begun = time.monotonic()
    try:
        transport.send_part("/v1/files/a/b", content, offset=0, size=len(content))
    finally:
        transport.close()
        line.close()
    assert time.monotonic() - begun > 0.4  # longer than one piece may take
    assert line.taken > len(content)


class SlowLine:
    """Takes a request in small sips, then says that it was kept."""

    def __init__(self, *, pause: float) -> None:
        self.taken = 0
        self._pause = pause
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32_768)
        self._thread = threading.Thread(target=self._sip)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        self._listener.close()
        self._thread.join()

    def _sip(self) -> None:
        desk, _ = self._listener.accept()
        never = threading.Event()
        with desk:
            head, _, body = desk.recv(65_536).partition(b"\r\n\r\n")
            self.taken = len(head) + len(body)
            while self.taken < 3_000_000:
                sip = desk.recv(50_000)
                if not sip:
                    return
                self.taken += len(sip)
                never.wait(self._pause)
            desk.sendall(http(201))


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path):
    with OddServer(http(), tls=Authority().served(tmp_path)) as server:
        with pytest.raises(ExpectedError) as caught:
            ask_with(server, post)
        assert server.asked == []
    assert caught.value.trouble is Trouble.SERVER_UNREACHABLE
    assert caught.value.facts == {"reason": "certificate"}
