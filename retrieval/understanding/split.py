"""Where one question of a message ends and the next begins."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from retrieval.understanding.patterns import any_of, says
from retrieval.understanding.text import Found

MOST = 4
"""Questions of a message that are answered."""

_QUESTION_WORD = any_of(
    """
    where|wheres|where's|what|whats|what's|when|whens|when's|why|how|hows|which|who|whos|who's|whose|is|are
    was|can|could|do|does|did|will|would|has|have|should|tell me|show|list|give me|please|cancel|track|check
    i want|i need|i would|wo|wann|warum|wieso|weshalb|wie|welche[rnms]?|wer|ist|sind|kann|konnen|konnt|gibt
    hat|haben|darf|durfen|muss|wird|wurde|zeig|sag|nenn|bitte|worauf|woran|bis wann|ab wann
    """
)
_HARD = re.compile(r"[?!]+|\n+|;|(?<=[a-z0-9)\"'])\.(?=\s|$)")
_NUMBERED = re.compile(r"(?:^|(?<=[\s?!.;,]))\(?[1-9a-d][.)]\s+(?=\S)")
_ALSO = r"(?:(?:also|auch|then|dann|please|bitte|just) )*"
_AND = re.compile(
    rf",?\s+(?:and|und|also|plus|&|sowie|and also|und auch)\s+(?={_ALSO}{_QUESTION_WORD}\b)"
    rf"|,\s+(?={_QUESTION_WORD}\b)"
)
_ABBREVIATED = says(
    r"""
    (?:no|nrn?|e\.g|z\.b|ca|approx|incl|inkl|bzw|usw|etc|ref|tel|st|dr|mr|mrs|ms|str|art|min|max|vs|abs
    evtl|ggf|p|co)$
    """
)


def cuts(folded: str, founds: Sequence[Found]) -> tuple[tuple[int, int], ...]:
    """Return the spans of possible questions, in order; whoever reads them joins what belongs together."""
    edges = sorted({0, len(folded), *_edges(folded, founds)})
    return tuple((start, end) for start, end in pairwise(edges) if _says_something(folded[start:end]))


def _says_something(part: str) -> bool:
    return bool(re.search(r"\w|⟦", part)) and not re.fullmatch(r"\W*[1-9a-d][.)]\s*", part)


def _edges(folded: str, founds: Sequence[Found]) -> Iterable[int]:
    for match in _HARD.finditer(folded):
        if not _is_abbreviation(folded, match) and not _is_inside(match.start(), founds):
            yield match.end()
    for match in _NUMBERED.finditer(folded):
        if not _is_inside(match.start(), founds):
            yield from (match.start(), match.end())
    for match in _AND.finditer(folded):
        if not _is_inside(match.start(), founds):
            yield match.end()


def _is_abbreviation(folded: str, match: re.Match[str]) -> bool:
    return match.group() == "." and bool(_ABBREVIATED.search(folded[: match.start()]))


def _is_inside(at: int, founds: Sequence[Found]) -> bool:
    return any(found.start < at < found.end for found in founds)
