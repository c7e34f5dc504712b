"""Sentences written by hand, true and false, each about an order of the sandbox or a passage."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from evals.claims.answers import Answered, desk
from evals.claims.free import one_sentence, rule
from retrieval.evidence import AskEvidence, Evidence, Item, OrderFacts
from retrieval.question import Ask, Intent

FILE = Path(__file__).with_name("hand_written.txt")
HELD_OUT_FILE = Path(__file__).with_name("hand_written_held_out.txt")
MOMENT = "2026-11-27T08:30"


class Written(NamedTuple):
    about: str
    """The number of an order; or the words of a passage."""
    text: str
    is_true: bool


def written(file: Path = FILE) -> Iterator[Written]:
    about = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        mark, _, text = line.partition(" ")
        if mark in ("@", ">"):
            about = text
        elif mark in ("+", "-"):
            yield Written(about, text, mark == "+")


def is_order(about: str) -> bool:
    return " " not in about


async def orders_told(now: datetime, numbers: set[str]) -> dict[str, OrderFacts]:
    """Return what is found for the question where an order is, as customer service sees it."""
    async with desk() as assistant:
        found: dict[str, OrderFacts] = {}
        for number in sorted(numbers):
            answer = await assistant.answered(f"Where is {number}?", "customer-service", now)
            found |= {one.order.number: one for one in answer.evidence.found if isinstance(one, OrderFacts)}
        return found


async def hand_written(now: datetime, file: Path = FILE) -> list[tuple[Answered, bool]]:
    """Return every sentence as an answer of its own, and whether it is true."""
    rows = list(written(file))
    orders = await orders_told(now, {row.about for row in rows if is_order(row.about)})
    return [(_answer(row, orders, now), row.is_true) for row in rows]


def _answer(row: Written, orders: dict[str, OrderFacts], now: datetime) -> Answered:
    item: Item = orders[row.about] if is_order(row.about) else rule("rule", row.about)
    evidence = Evidence(asks=(AskEvidence(ask=Ask(intent=Intent.STATUS, text=""), found=(item,)),))
    return one_sentence(row.text, evidence, item.id, now)
