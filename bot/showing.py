"""What people are shown of the evidence behind an answer: the same in every channel. Pure."""

from dataclasses import dataclass

from bot.domain import Outcome
from retrieval.evidence import Item, Passage

_LONGEST = 700
"""Characters of one piece that are shown: enough to check a sentence against, short enough to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One piece of evidence. `n` is its number in the answer, None for one that was read and not used."""

    n: int | None
    title: str
    where: str
    text: str
    url: str = ""


def evidence_of(outcome: Outcome) -> tuple[Shown, ...]:
    """Return what was read for an answer: first what it rests on, by number, then the rest."""
    numbers = {citation.evidence: citation for citation in outcome.citations}
    shown = [
        Shown(
            n=numbers[item.id].n if item.id in numbers else None,
            title=numbers[item.id].label or item.title if item.id in numbers else item.title,
            where=_where(item),
            text=_shortened(item.text),
            url=item.source if item.source.startswith(("https://", "http://")) else "",
        )
        for item in outcome.evidence.found
    ]
    return tuple(sorted(shown, key=lambda one: (one.n is None, one.n or 0)))


def _where(item: Item) -> str:
    if isinstance(item, Passage):
        return " · ".join(part for part in (item.source, item.heading) if part)
    return item.source


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: text.rfind(" ", 0, _LONGEST)].rstrip() + " …"
