"""Text as it comes from clipboards: tags, control characters, scripts the face lacks, floods."""

from __future__ import annotations

from hypothesis import strategies as st

TAGS = (
    "<b>&amp;</b>",
    "</para><para>",
    '<img src="/etc/hostname" width="10" height="10"/>',
    '<a href="http://127.0.0.1:1/">x</a>',
    "<br/>" * 20,
    "&#60;i&#62; &lt;u&gt; & && &;",
    "{nomor_register} %s %(x)s ${x}",
)
CHARACTERS = (
    "\x00\x01\x07\x08\x0b\x0c\x1b[31m\x7f\x85",
    "\u202egnitset\u202c \u200f\u200e\u2066\ufeff\u00ad",
    "مرحبا بالعالم שלום 你好 สวัสดี ꦲꦏ꧀ꦱꦫ",
    "\U0001f621\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f \U0001f1ee\U0001f1e9",
    "\ud800 \udfff \ufffe \uffff \U0010ffff",
    "Z\u0341\u0342\u0343" * 30,
    "é e\u0301 ﬁ № ½ Ⅷ",
)
FLOODS = ("x" * 6000, "kata " * 3000, "a\n" * 10_000, "\n" * 5000, "W" * 300 + " : " + "y" * 900)

HOSTILE = st.one_of(
    st.sampled_from(TAGS + CHARACTERS),
    st.text(max_size=200),
    st.text(alphabet=st.characters(exclude_categories=()), max_size=80),
    st.lists(st.sampled_from(TAGS + CHARACTERS), max_size=6).map("\n".join),
    st.sampled_from(FLOODS),
)
