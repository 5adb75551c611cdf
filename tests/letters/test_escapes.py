"""Whatever stands in a case comes out of a letter as the same words, and as nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.letters.printable import one_line
from desktop_app.letters.printer import PdfPrinter
from desktop_app.services.letters.letter_templates import PLACEHOLDERS, TEMPLATES, fill, load
from tests.letters.hostile_text import TAGS
from tests.letters.pdf_reading import reader, text_of
from tests.letters.samples import a_letter_from, a_receipt

_ACTIVE = re.compile(rb"/(URI|Launch|JavaScript|JS|EmbeddedFile|OpenAction|AA|GoToR|SubmitForm)\b")
# What the faces of the program have: a sign that is missing in them is drawn as a box.
_LATIN = st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=("Cc", "Cf"))
_UNSEEN = st.sampled_from("\u202e\u2066\u200b\x00\x07\x1b\u00ad\ufeff")
VALUES = st.one_of(
    st.sampled_from(TAGS),
    st.sampled_from(["<font color=red size=90>x</font>", "<para>", "]]>", "<!--", "&lt;", "{{x}}"]),
    st.text(_LATIN | _UNSEEN, min_size=1, max_size=60),
    st.lists(st.sampled_from(TAGS), min_size=1, max_size=3).map(" ".join),
)


def squeezed(text: str) -> str:
    """A text without its blanks and line breaks, which a page sets anew."""
    return "".join(one_line(text, 100_000).split())


def active_parts(pdf: bytes) -> list[bytes]:
    """Whatever in the file would do something when it is opened or clicked."""
    found = reader(pdf)
    objects = [str(found.get_object(number)).encode() for number in found.xref[0]]
    return [part for one in objects for part in _ACTIVE.findall(one)]


@pytest.mark.parametrize("name", TEMPLATES)
@settings(max_examples=25)
@given(data=st.data())
def test_every_value_of_a_letter_comes_out_as_it_is(name: str, data: st.DataObject):
    values = {each: data.draw(VALUES, label=each) for each in PLACEHOLDERS}
    template = load(name)
    pdf = PdfPrinter().official_letter(a_letter_from(fill(template, values)))
    printed = squeezed(text_of(pdf))
    used = [
        each for each in PLACEHOLDERS if any(f"{{{each}}}" in part for part in template.paragraphs)
    ]
    assert used
    for each in used:
        if values[each].strip():
            assert squeezed(values[each].strip()) in printed, each
    assert active_parts(pdf) == []


@settings(max_examples=25)
@given(value=VALUES)
def test_a_value_of_a_receipt_comes_out_as_it_is(value: str):
    pdf = PdfPrinter().receipt(a_receipt(title=value, reporter_name=value))
    begin = squeezed(value)[:20]
    assert begin in squeezed(text_of(pdf))
    assert active_parts(pdf) == []
