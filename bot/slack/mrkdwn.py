"""Our small Markdown as Slack's, with all that people and documents could slip in made harmless."""

import re

_EMPHASIS = re.compile(
    r"\*\*(?P<bold>[^*\n]+?)\*\*|(?<![\w*])\*(?P<italic>[^*\n]+)\*(?![\w*])|(?<!\w)_(?P<small>[^_\n]+)_(?!\w)"
)
_HIDDEN = re.compile(r"[\u200b-\u200d\u2060\ufeff\u00ad](?![\U0001F300-\U0001FAFF\u2600-\u27BF\ufe0f])")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_CALLS = re.compile(r"@(?=(?:here|channel|everyone)\b)", re.I)
_NO_BREAK = "\u2060"
"""A word joiner: it shows nothing, and keeps Slack from reading a mark or a call."""
_MARKS = {mark: f"{mark}{_NO_BREAK}" for mark in "*_~`"}


def mrkdwn(text: str) -> str:
    """Return a text for a `mrkdwn` element: nothing in it notifies anybody, or hides where a link goes.

    Only our own emphasis is kept. A quotation from a document keeps its characters, without their effect.
    """
    shown: list[str] = []
    place = 0
    for match in _EMPHASIS.finditer(text):
        shown.append(_harmless(text[place : match.start()]))
        inner = _harmless(match[match.lastgroup or 0]).strip()
        edge = "*" if match.lastgroup == "bold" else "_"
        shown.append(f"{edge}{inner}{edge}" if inner else "")
        place = match.end()
    shown.append(_harmless(text[place:]))
    return "".join(shown)


def plain(text: str) -> str:
    """Return a text for `plain_text` elements and notifications: without our marks, and harmless."""
    bare = _EMPHASIS.sub(lambda match: match[match.lastgroup or 0], text)
    return _escaped(_cleaned(bare))


def _harmless(text: str) -> str:
    marked = "".join(_MARKS.get(character, character) for character in _cleaned(text))
    return _escaped(re.sub(r"(?m)^(\s*)>", rf"\1{_NO_BREAK}>", marked))


def _cleaned(text: str) -> str:
    """Remove what shows nothing and changes how the rest reads; keep joiners within emoji."""
    text = _BIDI.sub("", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return _CALLS.sub(f"@{_NO_BREAK}", _HIDDEN.sub("", text))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
