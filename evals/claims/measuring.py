"""How many planted faults the check catches, and how many true answers it stops."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.guard.checking import faults_of
from evals.claims.answers import Answered
from evals.claims.planting import Planted
from evals.statistics import wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`count` of `of`, with the 95 % interval of Wilson."""

    count: int
    of: int

    @property
    def value(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.value, self.of)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.count:>5} of {self.of:<5} {self.value:7.2%}  [{low:.2%}, {high:.2%}]"


def fallen(answer: Answered, zone: ZoneInfo) -> dict[int, str]:
    """Return the paragraphs that fall, with the first reason of each."""
    found: dict[int, str] = {}
    for place, code in faults_of(answer.draft, answer.evidence, answer.now, zone):
        found.setdefault(place, code.value)
    return found


def stopped(answers: Iterable[Answered], zone: ZoneInfo) -> tuple[Share, list[Answered]]:
    known = list(answers)
    wrong = [answer for answer in known if fallen(answer, zone)]
    return Share(count=len(wrong), of=len(known)), wrong


def caught(faults: Iterable[Planted], zone: ZoneInfo) -> tuple[dict[str, Share], list[Planted]]:
    """Return by kind how many faults made their own paragraph fall, and those that did not."""
    counts: defaultdict[str, list[bool]] = defaultdict(list)
    missed = []
    for fault in faults:
        is_caught = fault.paragraph in fallen(fault.answer, zone)
        counts[fault.kind].append(is_caught)
        if not is_caught:
            missed.append(fault)
    return {kind: Share(count=sum(flags), of=len(flags)) for kind, flags in counts.items()}, missed


def lines_of(shares: dict[str, Share]) -> Iterator[str]:
    for kind, share in sorted(shares.items()):
        yield f"  {kind:<28} {share}"
    total = Share(count=sum(one.count for one in shares.values()), of=sum(one.of for one in shares.values()))
    yield f"  {'all':<28} {total}"
