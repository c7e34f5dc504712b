"""Any text as an FTS5 query that never raises.

FTS5 reads `-`, `:`, `*`, `?`, `/` and words like NEAR as operators. So each token is quoted, and a token
broken by punctuation ("cut-off", "GLV-1040", "16:00") becomes a phrase.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from retrieval.stores.stemming import ENDINGS
from retrieval.stores.stop_words import STOP_WORDS

MAX_TERMS = 32
PREFIX_FROM_LETTERS = 6
"""Words this long also match longer ones that begin alike: German compounds and endings."""

_TOKEN = re.compile(r"[^\W_]+(?:(?:[-./:'’&]|(?<=\d),(?=\d))[^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")


def query_terms(text: str) -> tuple[str, ...]:
    """Return the words of a text that say what it is about, lower case, each once, in order.

    When it consists of function words alone those are returned: "who is who" is a question too.
    """
    tokens = dict.fromkeys(token.lower() for token in _TOKEN.findall(unicodedata.normalize("NFKC", text)))
    telling = [token for token in tokens if token not in STOP_WORDS]
    return tuple(telling or tokens)[:MAX_TERMS]


def term_expression(term: str) -> str:
    """Return the FTS5 expression of one term of `query_terms`."""
    pieces = _PIECE.findall(term)
    if len(pieces) > 1:
        return f'("{" ".join(pieces)}" OR "{"".join(pieces)}")'
    quoted = f'"{_shortened(term)}"*' if _takes_endings(term) else f'"{term}"'
    other = term.replace("ß", "ss") if "ß" in term else term.replace("ss", "ß")
    return quoted if other == term else f'({quoted} OR "{other}")'


def match_expression(text: str) -> str:
    """Return an FTS5 expression that matches any of the words, or "" when the text holds none."""
    return any_of(term_expression(term) for term in query_terms(text))


def any_of(expressions: Iterable[str]) -> str:
    return " OR ".join(dict.fromkeys(expressions))


def bounded_expression(holding: Mapping[str, int], budget: int) -> str:
    """Return an expression like `match_expression` whose ranking visits about `budget` words.

    `holding` says how many passages match each expression. Ranking costs time for every match, and
    words that many passages share tell little: over the budget only the rarer words find passages and the
    others just rank what was found. When even the rarest word is in too many, two must meet.
    """
    rarest_first = sorted((item for item in holding if holding[item]), key=holding.__getitem__)
    finders = _within(rarest_first, holding, budget // max(len(rarest_first), 1))
    rankers = rarest_first[len(finders) :]
    if not rankers:
        return any_of(finders)
    if not finders:
        return " AND ".join(rarest_first[:2])
    found = any_of(finders)
    return f"({found}) AND ({found} OR {any_of(rankers)})"


def _within(expressions: list[str], holding: Mapping[str, int], budget: int) -> list[str]:
    """Return the longest head of the list whose matches together stay within the budget."""
    total, head = 0, []
    for expression in expressions:
        total += holding[expression]
        if total > budget:
            break
        head.append(expression)
    return head


def _shortened(term: str) -> str:
    """Cut the ending when enough remains: "Teillieferungen" finds "Teillieferung"."""
    endings = (ending for ending in ENDINGS if term.endswith(ending))
    short = term.removesuffix(next(endings, ""))
    return short if len(short) >= PREFIX_FROM_LETTERS else term


def _takes_endings(term: str) -> bool:
    return len(term) >= PREFIX_FROM_LETTERS and term.isalpha()
