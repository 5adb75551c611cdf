"""The desk writes the golden bundle to the byte, and reads the golden answer."""

from __future__ import annotations

import base64
import json
from io import BytesIO
from typing import Any
from uuid import UUID

from desktop_app.domain.devices import DeviceIdentity
from desktop_app.domain.kurir_frame import FrameContent, FrameWriter, read_frame
from desktop_app.sync.kurir.sealing import answer_cipher, new_outward
from tests.house.tree import ROOT

GOLDEN = ROOT / "tests" / "contract"


def told() -> Any:
    return json.loads((GOLDEN / "kurir.json").read_text(encoding="utf-8"))


def key(name: str) -> bytes:
    return base64.b64decode(told()[name])


def test_the_golden_bundle_is_written_to_the_byte():
    header = told()["outward_header"]
    identity = DeviceIdentity(
        UUID(header["device"]),
        "A",
        UUID(int=0),
        "http://127.0.0.1",
        UUID(header["server_id"]),
        key("device_private_key"),
    )
    outward = new_outward(
        UUID(header["bundle"]),
        identity,
        key("server_public_key"),
        ephemeral_key=key("ephemeral_private_key"),
    )
    assert json.loads(outward.header.written()) == header
    target = BytesIO()
    writer = FrameWriter(target, outward.header, outward.cipher)
    writer.write(json.dumps(told()["outward"], separators=(",", ":")).encode() + b"\n")
    writer.write(bytes(range(256)) * 274)
    writer.end(outward.sign)
    assert target.getvalue() == (GOLDEN / "kurir_outward.kurir").read_bytes()


def test_the_golden_answer_is_read():
    source = BytesIO((GOLDEN / "kurir_answer.kurir").read_bytes())
    frame = read_frame(source)
    assert json.loads(frame.raw_header) == told()["answer_header"]
    answer_key = base64.b64decode(told()["outward"]["answer_key"])
    content = FrameContent(source, frame, answer_cipher(answer_key, frame.header))
    assert json.loads(content.line(10_000)) == told()["answer"]
    assert content.left == 0
