"""Evidence cut to a number of tokens: the best first, and never inside a sentence. Pure.

What is lowest in rank goes first. Facts of a record are given whole: half an order says something else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from bot.generation.model.tokens import tokens_of
from bot.generation.spans import spans_of
from retrieval.evidence import AskEvidence, Item, Passage

FRAME_TOKENS = 24
"""What the lines around a text in the prompt come to, its validity and page included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An item as a model gets it: under a short name, with as much of its text as there is room for."""

    name: str
    item: Item
    text: str

    @property
    def heading(self) -> str:
        return self.item.heading if isinstance(self.item, Passage) else ""

    @property
    def tokens(self) -> int:
        return FRAME_TOKENS + sum(tokens_of(text) for text in (self.item.title, self.heading, self.text))


def trimmed(items: Iterable[Item], budget_tokens: int) -> tuple[Given, ...] | None:
    """Return the items with room for them, in their order; None when a record's facts alone are too long.

    The first passage without room is cut behind a sentence, and nothing follows it.
    """
    given: list[Given] = []
    left = budget_tokens
    for item in items:
        one = Given(name=f"E{len(given) + 1}", item=item, text=item.text)
        if one.tokens > left:
            if not isinstance(item, Passage):
                return None
            return (*given, *_cut(one, left))
        given.append(one)
        left -= one.tokens
    return tuple(given)


def ranked(asks: Iterable[AskEvidence]) -> tuple[Item, ...]:
    """Return every item once: records first, then the passages, the best one for each question in turn."""
    by_ask = [one.found for one in asks]
    in_turn = [item for rank in zip_longest(*by_ask) for item in rank if item is not None]
    ordered = sorted(in_turn, key=lambda item: isinstance(item, Passage))
    return tuple({item.id: item for item in ordered}.values())


def _cut(given: Given, left: int) -> Iterator[Given]:
    """Yield the longest beginning that fits and ends with a sentence, an item of a list, or a row."""
    for end in sorted({span.end for span in spans_of(given.text)}, reverse=True):
        shorter = replace(given, text=given.text[:end])
        if shorter.tokens <= left:
            yield shorter
            return
