"""Any text as an FTS5 query that never raises.

FTS5 reads `-`, `:`, `*`, `?`, `/` and words like NEAR as operators. So each token is quoted, and a token
broken by punctuation ("cut-off", "GLV-1040", "16:00") becomes a phrase.
"""

import re

from retrieval.stores.stop_words import STOP_WORDS

MAX_TERMS = 48
PREFIX_FROM_LETTERS = 7
"""Words this long also match longer ones that begin alike: German compounds and endings."""

_TOKEN = re.compile(r"[^\W_]+(?:[-./:'’&][^\W_]+)*")
_PIECE = re.compile(r"[^\W_]+")


def query_terms(text: str) -> tuple[str, ...]:
    """Return the words of a text that say what it is about, lower case, each once, in order.

    When it consists of function words alone those are returned: "who is who" is a question too.
    """
    tokens = dict.fromkeys(token.lower() for token in _TOKEN.findall(text))
    telling = [token for token in tokens if token not in STOP_WORDS]
    return tuple(telling or tokens)[:MAX_TERMS]


def match_expression(text: str) -> str:
    """Return an FTS5 expression that matches any of the words, or "" when the text holds none."""
    return " OR ".join(dict.fromkeys(_alternatives(query_terms(text))))


def term_expression(term: str) -> str:
    """Return the FTS5 expression of one term of `query_terms`."""
    return " OR ".join(_alternatives((term,)))


def _alternatives(terms: tuple[str, ...]) -> list[str]:
    return [alternative for term in terms for alternative in _spellings(term)]


def _spellings(term: str) -> list[str]:
    pieces = _PIECE.findall(term)
    if len(pieces) > 1:
        return [f'"{" ".join(pieces)}"', f'"{"".join(pieces)}"']
    spellings = [f'"{term}"*' if _takes_endings(term) else f'"{term}"']
    if "ß" in term:
        spellings.append(f'"{term.replace("ß", "ss")}"')
    return spellings


def _takes_endings(term: str) -> bool:
    return len(term) >= PREFIX_FROM_LETTERS and term.isalpha()
