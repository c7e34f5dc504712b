"""Numbers without any prefix in a sentence that asks about an order: "where is 42?", "and 102?"."""

import re
from collections.abc import Sequence

from retrieval.question import Reference
from retrieval.understanding.numbering import NOT_A_QUANTITY, USUAL, Numbering, counts_goods, named
from retrieval.understanding.patterns import any_of
from retrieval.understanding.references import continued
from retrieval.understanding.text import Found, blanked, overlaps

_CUE = any_of(
    """
    where|wheres|where's|wo|status|why|warum|wieso|track|tracking|when|wann|and|und|can|kann|what is|is|ist
    what about|how about|was ist mit|und was ist mit|wie steht es um|was macht|hows|how is|stand|check
    any news on|update on
    """
)
_BETWEEN = any_of(
    """
    is|are|was|did|does|has|hasnt|hasn't|isnt|isn't|of|for|on|will|with|about|the
    ist|bleibt|wurde|von|zu|fur|kommt|denn
    """
)
_OPENING = "(?:(?:ok|hi|hello|hallo|please|bitte|so|then|and|und) )*"
_AFTER_CUE = re.compile(
    rf"(?:^|(?<=[.?!,;\n])) *{_OPENING}{_CUE}(?: {_BETWEEN}){{0,3}} (?P<d>\d{{2,6}}){NOT_A_QUANTITY}"
)
_MORE_OF_THEM = re.compile(
    rf"\b(?:what about|how about|was ist mit|and|und) (?P<d>\d{{2,6}}){NOT_A_QUANTITY}(?= ?(?:$|[?!.,]))"
)
_ALONE = re.compile(r"[ ?!.]*(?P<d>\d{2,6})[ ?!.]*")
_WHAT_FOLLOWS = re.compile(
    r" ?(?:$|[?!.,;]|is\b|late|ist\b|split|ready|shipped|delivered|arrive|come|kommt|please|bitte|now|"
    r"and\b|und\b|doing|"
    r"not\b|still|so\b|geteilt|nicht|noch|go\b|ship|be\b|leave|get\b|again|today|tomorrow)"
)


def bare_numbers_in(
    text: str, folded: str, taken: Sequence[Found], numbering: Numbering = USUAL
) -> tuple[Found, ...]:
    """Return the bare numbers that are orders; beside an order in full only "and 102?" is one."""
    free = blanked(folded, taken)
    has_order = any(isinstance(one.thing, Reference) for one in taken)
    pattern = _MORE_OF_THEM if has_order else _AFTER_CUE
    matches = [] if has_order else [_ALONE.fullmatch(free)]
    found: list[Found] = []
    for match in (*matches, *pattern.finditer(free)):
        if match is None or overlaps(*match.span("d"), (*taken, *found)):
            continue
        if _WHAT_FOLLOWS.match(free, match.end("d")) and not counts_goods(free, match["d"], match.end("d")):
            found.append(named("order", text, *match.span("d"), numbering.order_value("", match["d"])))
            found.extend(continued(text, free, found[-1], numbering, (*taken, *found)))
    return tuple(found)
