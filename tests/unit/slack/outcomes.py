"""Outcomes for the renderer: plain ones, and ones of any text that people and documents can bring in."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from bot.domain import (
    Action,
    CardFact,
    Choice,
    Citation,
    HandedOver,
    Milestone,
    OrderCard,
    Outcome,
    OutcomeKind,
    Tone,
)
from bot.showing import Shown
from retrieval.evidence import Evidence
from retrieval.question import Intent
from tests.builders import ask, found, passage

THOROUGH = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
AT = datetime(2026, 11, 26, 13, 5, tzinfo=UTC)
TURN = "slack:T0SHIP:C0DOCK:1764162300.000100"
PIECES = (
    "<!channel>",
    "<!here|here>",
    "<@U0LENA>",
    "<!subteam^S0TEAM|@team>",
    "<#C0DOCK>",
    "<https://evil.example|https://bank.example>",
    "<javascript:alert(1)|x>",
    "[Odoo](https://evil.example)",
    "@here",
    "@Channel ",
    "@every\u200bone",
    "&lt;!channel&gt;",
    "&",
    "<",
    ">",
    "> quoted",
    "\n>>> quoted",
    "```code```",
    "`",
    "*bold*",
    "**bold**",
    "_small_",
    "~gone~",
    "**<!channel>**",
    "**\n**",
    "FURN_0096",
    "[1]",
    "[12][3]",
    "[",
    "https://example.com/a?b=c&d=e_f",
    "שלום עולם",
    "مرحبا",
    "می‌خواهم",
    "\u202eabc\u202c",
    "\u2067x",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\x00",
    "\x1b[31m",
    "\ud800",
    "\u2028",
    "\r\n",
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈",
    "👍🏽",
    "🇩🇪🇳🇱",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "e\u0301",
    "क्षि",
    "각",
    "\n\n",
    "\n",
    ". ",
    " ",
    "\t",
    "Donaudampfschifffahrtsgesellschaft",
    "S00042",
)
WORDS = st.one_of(st.sampled_from(PIECES), st.text(max_size=12))
SHORT = st.lists(WORDS, max_size=8).map("".join)
TEXTS = st.one_of(
    SHORT,
    st.lists(WORDS, max_size=400).map("".join),
    st.builds(lambda word, times: (word * times)[:12_000], WORDS, st.integers(1, 12_000)),
    st.builds(lambda words, times: ("".join(words) * times)[:20_000], st.lists(WORDS), st.integers(1, 400)),
)
LINES = SHORT | st.builds(lambda word: word * 400, WORDS)
CITATIONS = st.lists(
    st.builds(
        Citation,
        n=st.integers(1, 99),
        evidence=st.just("e"),
        title=SHORT,
        source=SHORT,
        label=LINES,
    ),
    max_size=30,
).map(tuple)
CHOICES = st.lists(st.builds(Choice, label=SHORT, say=LINES), max_size=8).map(tuple)
CARDS = st.builds(
    OrderCard,
    number=SHORT,
    title=LINES,
    status=TEXTS,
    tone=st.sampled_from(Tone),
    as_of=SHORT,
    facts=st.lists(st.builds(CardFact, name=LINES, value=LINES), max_size=14).map(tuple),
    timeline=st.lists(
        st.builds(
            Milestone,
            label=LINES,
            when=SHORT,
            state=st.sampled_from(["done", "open", "late"]),
        ),
        max_size=20,
    ).map(tuple),
    url=SHORT | st.sampled_from(["", "https://odoo.example/odoo/sales/42", "https://x" + "a" * 4_000]),
)


EVIDENCE = Evidence(asks=(found(ask(Intent.POLICY), passage("e", "Book by 15:30.")),))


def outcome(text: str = "**S00031: on its way** [1]", **more: Any) -> Outcome:
    """Return an answer from evidence, unless told otherwise."""
    known: dict[str, Any] = {
        "kind": OutcomeKind.REPLY,
        "turn_id": TURN,
        "language": "en",
        "as_of": AT,
        "evidence": EVIDENCE,
        "citations": (Citation(n=1, evidence="e", title="S00031", source="Odoo", label="Odoo S00031"),),
    }
    return Outcome(text=text, **{**known, **more})


SHOWN = st.builds(
    Shown,
    n=st.none() | st.integers(1, 99),
    title=LINES,
    where=LINES,
    text=LINES,
    url=SHORT
    | st.sampled_from(["https://docs.example/a?b&c", "http://docs.example/", "https://a>b|c.example/"]),
)


def hostile() -> st.SearchStrategy[Outcome]:
    return st.builds(
        outcome,
        text=TEXTS,
        evidence=st.sampled_from([EVIDENCE, Evidence()]),
        kind=st.sampled_from(OutcomeKind),
        language=st.sampled_from(["en", "de", "fr"]),
        action=st.sampled_from(Action),
        citations=CITATIONS,
        choices=CHOICES,
        card=st.none() | CARDS,
        handed=st.none()
        | st.builds(HandedOver, reference=SHORT, topic=SHORT, who=SHORT, to=st.just("slack:C1")),
    )


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text of every text object in a payload."""
    if isinstance(value, Mapping):
        if value.get("type") in ("mrkdwn", "plain_text") and isinstance(value.get("text"), str):
            yield value["text"]
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_in(part)


def read(text: str) -> str:
    """Return what somebody reads of a written text; our marks of emphasis stay."""
    for hidden in "\u2060\u2068\u2069":
        text = text.replace(hidden, "")
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
