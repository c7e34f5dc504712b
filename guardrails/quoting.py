"""Takes out of a sentence what it quotes word for word, and tells a quotation that is none."""

import re
from collections.abc import Sequence

from guardrails.passages import PassageText, quotes_in

_QUOTE_WORDS = 3
_TERM_WORDS = 4
_ROW = re.compile(
    r"(?P<label>\s*(?:[^\W\d][^.!?:*]{0,60}:\s)?(?:From|Aus)\s\*[^*]+\*[^:]{0,160}:)\s*(?P<row>[^¶]+ · [^¶]+)"
)


def without_quotes(text: str, passages: Sequence[PassageText]) -> tuple[str, bool]:
    """Return the text with what it quotes word for word blanked, and whether a quotation is none."""
    if not passages:
        return text, False
    parts, end = [], 0
    for quote in quotes_in(text):
        words = quote["quote"]
        held = any(part.strip() for part in words.split("…")) and all(
            any(one.holds_quote(part) for one in passages)
            for part in words.split(" … ")
            if part.strip(" .,;:…")
        )
        if not held and len(words.split()) >= _QUOTE_WORDS:
            return text, True
        if held and _is_term(text, quote):
            parts += [text[end : quote.start()], words]
            end = quote.end()
        elif held:
            parts += [text[end : quote.start()], " ¶ "]
            end = quote.end()
    return _without_rows("".join((*parts, text[end:])), passages), False


def _without_rows(text: str, passages: Sequence[PassageText]) -> str:
    """Blank a table row that a passage holds, cell by cell: "DHL Express · booked by: 15:30"."""
    found = _ROW.fullmatch(text)
    held = found and any(one.holds_row(found["row"]) for one in passages)
    return f"{found['label']} ¶" if found and held else text


def _is_term(text: str, quote: re.Match[str]) -> bool:
    """Whether a quotation is a few words of which the sentence goes on to say something."""
    is_short = len(quote["quote"].split()) <= _TERM_WORDS and quote["quote"][-1] not in ".!?"
    goes_on = text[quote.end() :].strip(" .") != ""
    return is_short and goes_on and not text[: quote.start()].rstrip().endswith(":")
