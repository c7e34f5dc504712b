"""Our small Markdown as Teams', with all that people and documents could slip in made harmless."""

import re

_EMPHASIS = re.compile(
    r"\*\*(?P<bold>[^*\n]+?)\*\*|(?<![\w*])\*(?P<italic>[^*\n]+)\*(?![\w*])|(?<!\w)_(?P<small>[^_\n]+)_(?!\w)"
)
_HIDDEN = re.compile(r"[\u200b\u200c\u2060\ufeff\u00ad]")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_MARK = re.compile(r"\[(\d+)\]")
_BARE_LINK = re.compile(r"(?i)\b(https?|ftp|file|mailto|tel)(?=:)|\bwww(?=\.)")
_JOINER = "\u2060"


def markdown(text: str) -> str:
    """Return a text for a message: nothing in it mentions anybody, links, or formats but our emphasis.

    Marks of citations keep their form: Teams makes them what they stand for.
    """
    shown: list[str] = []
    place = 0
    for match in _EMPHASIS.finditer(text):
        shown.append(_harmless(text[place : match.start()]))
        inner = _harmless(match[match.lastgroup or 0]).strip()
        edge = "**" if match.lastgroup == "bold" else "*"
        shown.append(f"{edge}{inner}{edge}" if inner else "")
        place = match.end()
    shown.append(_harmless(text[place:]))
    return "".join(shown).replace("\n", "\n\n")


def card_text(text: str) -> str:
    """Return a text for a `TextBlock`, which knows a little Markdown too, without any of it."""
    return _harmless(bare(text))


def bare(text: str) -> str:
    """Return a text without our emphasis, and without what shows nothing: for places that format nothing."""
    return _cleaned(_EMPHASIS.sub(lambda match: match[match.lastgroup or 0], text))


def _harmless(text: str) -> str:
    parts = _MARK.split(_cleaned(text))
    return "".join(f"[{part}]" if number % 2 else _escaped(part) for number, part in enumerate(parts))


def _escaped(text: str) -> str:
    """Escape what Markdown reads at places where it would; a hyphen within a word stays as it is."""
    shown = text.replace("&", "&amp;").replace("<", "&lt;")
    shown = re.sub(r"(?m)^([^\S\n]*)([-+>#]|\d+\.)(?=\s)", rf"\1{_JOINER}\2", shown)
    shown = re.sub(r"([\\`*_\[\]|~])", r"\\\1", shown)
    return _BARE_LINK.sub(lambda match: f"{match[0]}{_JOINER}", shown)


def _cleaned(text: str) -> str:
    """Remove what shows nothing and changes how the rest reads; joiners within emoji stay."""
    text = _BIDI.sub("", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return _HIDDEN.sub("", text)
