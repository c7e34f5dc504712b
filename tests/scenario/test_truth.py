"""Every order's status, to staff and to its customer, against a reckoning of its own from the files."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.scenario.asking import Answer, Said, answers_to, indexed
from tests.scenario.ledger import TODAY, Brought, Truth, truths

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"]
DAY = re.compile(rf"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d+) ({'|'.join(MONTHS)})(?: (\d{{4}}))?")
LATE = re.compile(r"(expected |at least )?(\d+) days? after the promise")
PURCHASE = re.compile(
    r"Purchase (P\d+) \([^)]*\) (?:brings|was to bring) ([\d,]+) ([^.]*?)on (\w{3} \d+ \w+)"
)


def days_in(text: str) -> list[date]:
    return [
        date(int(year or TODAY.year), MONTHS.index(month) + 1, int(day))
        for day, month, year in DAY.findall(text)
    ]


def told(answer: Answer) -> str:
    """Return what was said of the order itself: without quotations of documents."""
    return "\n".join(line for line in answer.text.split("\n") if "“" not in line)


def faults(truth: Truth, answer: Answer) -> Iterator[str]:
    """Yield in words what is wrong with an answer."""
    is_staff = not answer.said.role.startswith("customer:")
    if truth.number not in answer.headline:
        yield "the headline does not name the order"
    yield from (f"{day} is no day of it" for day in days_in(told(answer)) if day not in truth.days)
    yield from _standing(truth, answer)
    yield from _lateness(truth, answer)
    yield from _departures(truth, answer)
    yield from _purchases(truth, answer) if is_staff else _arrivals(truth, answer)


def _standing(truth: Truth, answer: Answer) -> Iterator[str]:
    head, row = answer.headline, truth.row
    waits = bool(truth.short) and truth.is_order and not row["prepayment"] and not row["credit_warning"]
    said = {
        "cancelled": row["status"] == "cancel",
        "shipped in full": truth.has_left_in_full,
        r"partly shipped|part of it has left": truth.has_left_in_part,
        r"waiting for (?:stock|goods)": waits,
    }
    for words, is_so in said.items():
        if bool(re.search(words, head)) != is_so:
            yield f"{words!r} is {'not ' if is_so else ''}said"
    if re.search(r"\bready\b|picked,", head) and (truth.short or not truth.to_leave):
        yield "called ready"
    if row["status"] in ("draft", "sent") and not re.search("quotation|payment in advance", head):
        yield "not called a quotation"


def _lateness(truth: Truth, answer: Answer) -> Iterator[str]:
    said, days = LATE.search(answer.headline), truth.days_late
    if days is not None and days > 0:
        if said is None or said[1] or int(said[2]) != days:
            yield f"{days} days late"
    elif said is not None:
        yield from _lateness_to_come(truth, said)


def _lateness_to_come(truth: Truth, said: re.Match[str]) -> Iterator[str]:
    arrivals = [part.day for short in truth.short for part in short.brought if part.is_ordered]
    ahead = [day for day in arrivals if day >= TODAY]
    if not said[1] or not ahead or truth.promised is None:
        yield "late though nothing tells it"
    elif (max(ahead) - truth.promised).days != int(said[2]):
        yield "late by other days than the last arrival"
    elif said[1] == "expected " and any(short.has_open_end for short in truth.short):
        yield "expected, though some of the goods have no day"


def _departures(truth: Truth, answer: Answer) -> Iterator[str]:
    for shipment in sorted(truth.left, key=lambda one: -one["done"]["days"])[:2]:
        for fact in (shipment["tracking"], shipment["carrier"]):
            if fact and fact not in answer.text:
                yield f"{fact} is not said"
    known = {one["tracking"] for one in truth.row["shipments"]}
    yield from (
        f"{number} is not its"
        for number in re.findall(r"tracking number ((?=\w*\d)\w+)", answer.text)
        if number not in known
    )


def _purchases(truth: Truth, answer: Answer) -> Iterator[str]:
    """Each purchase that is named covers a part of the shortage, on its day, with no more than it brings."""
    parts = {part.purchase: part for short in truth.short for part in short.brought}
    for number, quantity, words, day in PURCHASE.findall(answer.text):
        part = parts.get(number)
        if part is None or days_in(day) != [part.day]:
            yield f"{number} does not bring it then"
        elif "for this order" in words and int(quantity) != part.quantity:
            yield f"{number} brings {part.quantity} for it"
    for short in truth.short[:3] if truth.is_order else ():
        if not re.search(rf"{short.sku}\)?: {short.missing}\b", answer.text):
            yield f"{short.missing} {short.sku} are missing"


def _arrivals(truth: Truth, answer: Answer) -> Iterator[str]:
    """A customer is told a day only when all of the goods come by then, and nothing of the inside."""
    sure = {_last(short.brought).day for short in truth.short if not short.has_open_end}
    for day in re.findall(r"arriving at our warehouse on (\w{3} \d+ \w+)", answer.text):
        if days_in(day)[0] not in sure:
            yield f"arrives on {day}"
    for word in ("WH-", "P001", "Sandbox", "Held by", "Free elsewhere"):
        if word in told(answer):
            yield f"says {word!r} to a customer"


def _last(parts: list[Brought]) -> Brought:
    return max(parts, key=lambda part: part.day)


@pytest.fixture(scope="module")
def index_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("sandbox") / "index.sqlite")


@pytest.mark.parametrize("kind", ["customer-service", "customer"])
def test_every_status_says_what_is_so(kind: str, index_file: Path) -> None:
    known = [truth for truth in truths() if kind != "customer" or truth.row["status"] != "draft"]
    roles = [kind if kind != "customer" else f"customer:{truth.row['customer']}" for truth in known]
    messages = [
        Said(role=role, text=f"Where is {truth.number}?") for role, truth in zip(roles, known, strict=True)
    ]
    answers = answers_to(messages, index_file)
    assert len(answers) > 130
    wrong = {
        truth.number: (found, answer.text)
        for truth, answer in zip(known, answers, strict=True)
        if (found := list(faults(truth, answer)))
    }
    assert wrong == {}


def test_the_reckoning_has_every_kind_of_order() -> None:
    known = truths()
    assert sum(truth.has_left_in_full for truth in known) > 20
    assert sum(truth.has_left_in_part for truth in known) > 5
    assert sum(bool(truth.short) for truth in known) > 20
    assert sum(any(short.has_open_end for short in truth.short) for truth in known) > 5
    assert sum((truth.days_late or 0) > 0 and not truth.has_left_in_full for truth in known) > 15
