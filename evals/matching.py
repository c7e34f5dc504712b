"""Does a text hold a fact? Values are compared by value, words literally, whatever case, blanks and emphasis.

A fact of values alone ("2026-11-28", "15:30", "2 %") is held where the text has each of them in any spelling.
One of words and values ("within 24 hours") is held word for word, or by a sentence with all its values and
all its words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from guardrails.reading import values_in
from guardrails.values import Either, Value

_MARK = re.compile(r"\s?\[\d+\]")
_EMPHASIS = re.compile(r"[*_`]")
_SENTENCE = re.compile(r"(?<=[.!?:;”])\s+(?=\S)|\n+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_VALUE_WORDS = re.compile(
    r"\b(?:eur|usd|gbp|chf|sek|euros?|per ?cent|prozent|uhr|am|pm|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|"
    r"jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|ma[yi]|jun[ei]?|jul[yi]?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\b",
    re.I,
)

_STATEMENT = re.compile(r"(?:has|have|is|are|was|were|will|been|ist|sind|hat|haben|wird|wurden?)\b", re.I)
_DENIAL = r"\b(?:nothing|not|no|never|none|nobody|nichts|nicht|keine?|nie|niemand)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text made ready for comparing: `year` is that of its dates without one."""

    squeezed: str
    values: tuple[Value, ...]
    sentences: tuple[tuple[str, tuple[Value, ...]], ...]
    year: int

    @classmethod
    def of(cls, text: str, *, year: int) -> "Said":
        plain = without_marks(text)
        sentences = [part for part in _SENTENCE.split(plain) if part.strip()]
        return cls(
            squeezed=squeezed(plain),
            values=values_in(plain, year=year),
            sentences=tuple((squeezed(part), values_in(part, year=year)) for part in sentences),
            year=year,
        )

    def holds(self, fact: str) -> bool:
        wanted = values_in(fact, year=self.year)
        words = _words_beside_values(fact) if wanted else ()
        if wanted and not words:
            return _all_in(wanted, self.values)
        if _literally(squeezed(fact), self.squeezed):
            return True
        return bool(wanted) and any(
            all(word in sentence for word in words) and _all_in(wanted, values)
            for sentence, values in self.sentences
        )

    def claims(self, words: str) -> bool:
        """Return whether a text holds this other than by denying it: "nothing has been changed" is no change.

        Only what begins like a statement can be denied; a name or value is told by any sentence with it.
        """
        if not _STATEMENT.match(words):
            return self.holds(words)
        wanted = re.escape(squeezed(words))
        denied = len(re.findall(rf"{_DENIAL}(?:\W+\w+){{0,2}}\W+{wanted}", self.squeezed))
        return len(re.findall(wanted, self.squeezed)) > denied

    def holds_any(self, facts: Iterable[str]) -> bool:
        return any(self.holds(fact) for fact in facts)


def without_marks(text: str) -> str:
    """Return an answer without its citation marks and emphasis."""
    return _EMPHASIS.sub("", _MARK.sub("", text))


def squeezed(text: str) -> str:
    return " ".join(without_marks(text).replace("\u00a0", " ").replace("\u202f", " ").split()).casefold()


def agrees(wanted: Value, known: Value) -> bool:
    """Return whether two values may be the same; one with two readings agrees when either does."""
    if isinstance(known, Either):
        return agrees(wanted, known.first) or agrees(wanted, known.second)
    return wanted.agrees(known)


def _all_in(wanted: Iterable[Value], known: Iterable[Value]) -> bool:
    return all(any(agrees(value, other) for other in known) for value in wanted)


def _words_beside_values(fact: str) -> tuple[str, ...]:
    """Return the words of a fact that are not a part of a value it names."""
    rest = re.sub(r"\S*\d\S*", " ", _VALUE_WORDS.sub(" ", fact))
    return tuple(squeezed(word) for word in _WORD.findall(rest))


def _literally(wanted: str, text: str) -> bool:
    """Return whether words stand in a text; a number is never found inside a longer one."""
    before = r"(?<![\d.,:])" if wanted[:1].isdigit() else ""
    after = r"(?!\d|[.,:]\d)" if wanted[-1:].isdigit() else ""
    return re.search(before + re.escape(wanted) + after, text) is not None
