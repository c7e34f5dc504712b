"""Our small Markdown as Slack's, with all that people and documents could slip in made harmless. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_EMPHASIS = re.compile(
    r"\*\*(?P<bold>[^*\n]+?)\*\*|(?<![\w*])\*(?P<italic>[^*\n]+)\*(?![\w*])|(?<!\w)_(?P<small>[^_\n]+)_(?!\w)"
)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SIGNS = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_SCRIPTS = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
"""Where a joiner belongs to the spelling: Persian, the scripts of India, Burmese, Khmer, Mongolian."""
_NEEDED = re.compile(
    f"(?<=[{_SIGNS}\ufe0f])\u200d(?=[{_SIGNS}])"
    f"|(?<=[{_SCRIPTS}])[\u200c\u200d](?=[{_SCRIPTS}])"
    "|\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f"  # flags of regions
    "|(?<=[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"  # spellings of names
    "|(?P<hidden>[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff])"
)
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_CALLS = re.compile(r"@(?=(?:here|channel|everyone|group)\b)", re.I)
_MARKS = re.compile(r"`|(?<![^\W_])[*_~]|[*_~](?![^\W_])")
"""Within a word they do nothing in Slack: FURN_0096 stays as it is, to be copied."""
_QUOTES = re.compile(r"(?m)^([^\S\n]*)>")
NO_BREAK = "\u2060"
"""A word joiner: it shows nothing, and keeps Slack from reading a mark or a call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of an answer: what is read, and the mark of Slack's around it, "" for none."""

    text: str
    edge: str = ""

    @property
    def rendered(self) -> str:
        inner = self.text.strip()
        if not (self.edge and inner):
            return _harmless(self.text)
        before, after = self.text[: self.text.index(inner)], self.text.rstrip()
        return f"{before}{self.edge}{_harmless(inner)}{self.edge}{self.text[len(after) :]}"


def mrkdwn(text: str) -> str:
    """Return a text for a `mrkdwn` element: nothing in it notifies anybody, or hides where a link goes.

    Only our own emphasis is kept. A quotation from a document keeps its characters, without their effect.
    """
    return "".join(span.rendered for span in spans(text))


def spans(text: str) -> tuple[Span, ...]:
    """Return a text, cleaned, as stretches with and without emphasis. None is empty, and none spans lines."""
    return tuple(span for span in _spans(cleaned(text)) if span.text)


def literal(text: str) -> str:
    """Return a title or a value for a `mrkdwn` element: on one line, as it is, and within its own direction.

    A name in Hebrew or Arabic would else turn around what stands beside it.
    """
    line = " ".join(cleaned(text).split())
    return f"\u2068{_harmless(line)}\u2069" if _RIGHT_TO_LEFT.search(line) else _harmless(line)


def plain(text: str) -> str:
    """Return what is read of a text, for notifications: Slack shows it as `mrkdwn` where blocks cannot be."""
    return plain_of(spans(text))


def plain_of(parts: Iterable[Span]) -> str:
    return _harmless("".join(part.text for part in parts))


def bare(text: str) -> str:
    """Return what is read of a text on one line: for labels, cut before `unformatted` writes them."""
    return " ".join("".join(span.text for span in spans(text)).split())


def unformatted(text: str) -> str:
    """Write a text for where Slack formats nothing: `plain_text`."""
    return escaped(_CALLS.sub(f"@{NO_BREAK}", text))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cleaned(text: str) -> str:
    """Remove what shows nothing or changes how the rest reads. Joiners that belong to a sign or word stay."""
    return _NEEDED.sub(lambda found: "" if found["hidden"] else found[0], _BREAKS.sub("\n", text))


def _spans(text: str) -> Iterator[Span]:
    place = 0
    for match in _EMPHASIS.finditer(text):
        yield Span(text=text[place : match.start()])
        yield Span(text=match[match.lastgroup or 0], edge="*" if match.lastgroup == "bold" else "_")
        place = match.end()
    yield Span(text=text[place:])


def _harmless(text: str) -> str:
    """Write the marks, calls and quotes of somebody else so that Slack shows them and does nothing."""
    text = _MARKS.sub(rf"\g<0>{NO_BREAK}", _CALLS.sub(f"@{NO_BREAK}", text))
    return escaped(_QUOTES.sub(rf"\1{NO_BREAK}>", text))
