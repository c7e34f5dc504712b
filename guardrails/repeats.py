"""What was found once is masked wherever it stands again, also where nothing around it says what it is."""

from collections.abc import Iterator, Sequence

from guardrails.companies import is_company
from guardrails.finding import Finding
from guardrails.name_lists import also_words, cities, first_names, not_names
from guardrails.words import words_of

_SCORE = 0.5
_SHORTEST = 4


def repeated(text: str, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the further places of the values found; of a name of several words also its words alone."""
    for kind, value in {(finding.type, text[finding.start : finding.end]) for finding in findings}:
        for part in {value, *_parts(kind, value)}:
            for start in _places(text, part):
                if kind != "PERSON" or not is_company(text, start, start + len(part)):
                    yield Finding(start=start, end=start + len(part), type=kind, score=_SCORE)


def _parts(kind: str, value: str) -> list[str]:
    words = words_of(value) if kind == "PERSON" else []
    return [
        word.text
        for word in words
        if len(words) > 1
        and len(word.text) >= _SHORTEST
        and word.capital
        and not word.text.isupper()
        and (word.folded not in also_words() and word.folded not in not_names())
        and ((word.folded,) not in cities() or word.folded in first_names())
    ]


def _places(text: str, value: str) -> Iterator[int]:
    at = text.find(value)
    while at >= 0:
        end = at + len(value)
        apart = not (at and text[at - 1].isalnum()) and not (end < len(text) and text[end].isalnum())
        if apart and len(value) >= _SHORTEST:
            yield at
        at = text.find(value, at + 1)
