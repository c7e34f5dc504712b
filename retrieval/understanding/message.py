"""A message with everything that it names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.question import Mention, Reference
from retrieval.understanding.bare_numbers import bare_numbers_in
from retrieval.understanding.codes import codes_in, unknown_codes_in
from retrieval.understanding.names import NameIndex
from retrieval.understanding.numbering import Numbering, without_lookalikes
from retrieval.understanding.references import references_in
from retrieval.understanding.text import (
    LONGEST,
    Found,
    Placeholder,
    Word,
    fold,
    overlaps,
    placeholders_in,
    words_of,
)
from retrieval.understanding.times import periods_in

Meant = Mapping[str, Mention]
"""Placeholders with whom they stand for."""
NOBODY: Meant = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    text: str
    folded: str
    words: tuple[Word, ...]
    founds: tuple[Found, ...]

    def plain_words(self) -> list[str]:
        """Return the folded words outside of names: those that are in some language."""
        names = [
            found
            for found in self.founds
            if isinstance(found.thing, Mention | Placeholder) and not found.weak
        ]
        free = [word for word in self.words if not overlaps(word.start, word.end, names)]
        return [word.text.split("'")[0] for word in free]


def read(text: str, names: NameIndex, today: date, numbering: Numbering, meant: Meant = NOBODY) -> Message:
    """Return the message with what it names: placeholders, days, codes, numbers, then names."""
    text = text[:LONGEST]
    folded, words = fold(text), words_of(fold(text))
    numbers = without_lookalikes(folded)
    founds: tuple[Found, ...] = placeholders_in(text, meant)
    founds += codes_in(text, numbers, names, founds)
    founds += references_in(text, numbers, founds, numbering)
    founds += unknown_codes_in(text, numbers, founds)
    founds += periods_in(folded, today, founds)
    founds += names.find(text, words, founds)
    founds += bare_numbers_in(text, numbers, founds, numbering)
    founds = tuple(sorted(_without_quantities(founds), key=lambda found: found.start))
    return Message(text=text, folded=folded, words=words, founds=founds)


def _without_quantities(founds: Sequence[Found]) -> Iterable[Found]:
    """Leave out "order 20" where goods follow: twenty of them are to be ordered."""
    goods = {found.start for found in founds if _is_goods(found)}
    for found in founds:
        if not (
            isinstance(found.thing, Reference) and found.thing.kind == "order" and found.end + 1 in goods
        ):
            yield found


def _is_goods(found: Found) -> bool:
    return isinstance(found.thing, Mention | Reference) and found.thing.kind in {"product", "sku"}
