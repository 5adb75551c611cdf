"""Icons, the program's own icon and the emblem of the demo letterhead."""

from __future__ import annotations

import re
import struct
from xml.etree import ElementTree as ET

import pytest

from desktop_app import bundled

SVG = "{http://www.w3.org/2000/svg}"
ICONS = sorted(bundled.path("icons").glob("*.svg"))
SHAPES = {"circle", "ellipse", "line", "path", "polygon", "polyline", "rect"}


@pytest.mark.parametrize("icon", ICONS, ids=lambda file: file.stem)
def test_an_icon_is_one_stroke_in_the_colour_of_its_text(icon):
    root = ET.parse(icon).getroot()
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 24 24"
    assert (root.get("stroke"), root.get("stroke-width")) == ("currentColor", "2")
    parts = list(root.iter())[1:]
    assert {part.tag.removeprefix(SVG) for part in parts} <= SHAPES
    colours = {part.get(name) for part in (root, *parts) for name in ("fill", "stroke")}
    assert colours <= {None, "none", "currentColor"}


def test_there_are_icons_and_their_licence():
    assert len(ICONS) > 40
    licence = bundled.read_text("icons", "LICENSE.txt")
    assert "ISC License" in licence
    assert "Cole Bemis" in licence  # some shapes come from Feather under MIT


@pytest.mark.parametrize("parts", [("app", "loket-aduan.svg"), ("emblem", "demo-emblem.svg")])
def test_our_own_drawings_parse_and_fetch_nothing(parts):
    text = bundled.read_text(*parts)
    root = ET.fromstring(text)
    assert root.find(f"{SVG}title") is not None
    assert not {part.tag.removeprefix(SVG) for part in root.iter()} & {"image", "script", "use"}
    assert not re.search(r"href|@import|url\((?!#)", text)


@pytest.mark.parametrize(
    ("parts", "size"),
    [(("app", "loket-aduan.png"), (256, 256)), (("emblem", "demo-emblem.png"), (320, 400))],
)
def test_drawings_ship_as_transparent_png(parts, size):
    data = bundled.read_bytes(*parts)
    signature, width, height, depth, colour = struct.unpack(">8s8x2I2B", data[:26])
    assert signature == b"\x89PNG\r\n\x1a\n"
    assert (width, height) == size
    assert (depth, colour) == (8, 6)  # eight bits, colour with alpha
