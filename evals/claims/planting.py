"""Turn one thing of a true answer round, so that it is false: digits, days, states, denials, subjects.

A fault is planted only where what it makes is false: another value than all the evidence knows in that place,
a state the order does not have. `plants` says for each kind how.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from bot.domain import Draft, Paragraph, Sentence
from evals.claims.answers import Answered
from guardrails.claims import facts_in
from guardrails.reading import values_in
from retrieval.evidence import OrderFacts, OrderListFacts, Passage

Plant = Callable[[str, Random, Answered, Sentence], str | None]

_QUOTE = re.compile(r"[“„].*[”“]|https?://\S+", re.S)
_MONTHS = (
    ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
    ("Jan", "Feb", "März", "Apr", "Juni", "Juli", "Aug", "Sept", "Okt", "Nov", "Dez"),
)
_WEEKDAYS = (("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"))
_STATES = (
    ("not picked yet", "picked"),
    ("waiting for stock", "shipped in full"),
    ("waiting for stock", "ready"),
    ("waiting for goods", "shipped in full"),
    ("shipped in full", "waiting for stock"),
    ("shipped in full", "cancelled"),
    ("shipped in full", "partly shipped"),
    ("partly shipped", "shipped in full"),
    ("cancelled", "shipped in full"),
    ("ready,", "cancelled,"),
    ("quotation", "confirmed order"),
    ("not invoiced yet", "invoiced"),
    ("not invoiced yet", "paid"),
    ("invoiced and paid", "invoiced, not paid yet"),
    ("not paid yet", "paid"),
    (": paid", ": reversed"),
    ("vollständig versandt", "storniert"),
    ("vollständig versandt", "teilweise versandt"),
    ("vollständig versandt", "nicht versandt"),
    ("teilweise versandt", "vollständig versandt"),
    ("wartet auf Ware", "vollständig versandt"),
    ("wartet auf Ware", "storniert"),
    ("storniert", "vollständig versandt"),
    ("noch nicht berechnet", "berechnet"),
    ("noch nicht kommissioniert", "versandt"),
    ("noch nicht bezahlt", "bezahlt"),
    ("Angebot", "bestätigter Auftrag"),
    ("was shipped", "was cancelled"),
    ("has been dispatched", "has been reserved"),
    ("has not been shipped", "has been shipped"),
    ("is late", "is on time"),
    ("ist verspätet", "ist pünktlich"),
    ("is not late", "is late"),
    ("has been cancelled", "has been confirmed"),
    ("is fully reserved", "is fully picked"),
    ("vollständig reserviert", "vollständig kommissioniert"),
    ("wurde storniert", "wurde bestätigt"),
    ("kommissioniert", "zugestellt"),
)
_DROPPED = (
    "not ",
    "n't",
    "noch nicht ",
    "nicht ",
    "No ",
    "Nothing ",
)
_COMMITMENTS = {
    "en": (
        "You will get a full refund.",
        "We guarantee delivery by tomorrow.",
        "It will be delivered on Friday.",
        "We promise to ship it today.",
        "You will receive a credit of 5 %.",
        "Delivery is free of charge.",
        "The exception has been approved.",
        "We accept liability for the delay.",
        "We apologise for our mistake.",
        "A replacement is on its way.",
    ),
    "de": (
        "Sie erhalten eine volle Erstattung.",
        "Wir garantieren die Lieferung bis morgen.",
        "Die Ware wird am Freitag geliefert.",
        "Wir versprechen, heute zu versenden.",
        "Sie bekommen eine Gutschrift von 5 %.",
        "Die Lieferung ist kostenlos.",
        "Die Ausnahme wurde genehmigt.",
        "Wir haften für die Verspätung.",
        "Wir entschuldigen uns für den Fehler.",
        "Eine Ersatzlieferung ist unterwegs.",
    ),
}
_UNITS = (
    (" units", " pallets"),
    (" boxes", " pallets"),
    (" Stück", " Paletten"),
    (" Packungen", " Paletten"),
    (" cartons", " pallets"),
    (" canisters", " bottles"),
    (" Kanister", " Flaschen"),
    (" EUR", " USD"),
    (" days", " weeks"),
    (" Tage", " Wochen"),
    (" hours", " days"),
    (" %", " EUR"),
)
_DUTIES = (
    ("must not", "may"),
    ("may not", "must"),
    (" must ", " may "),
    (" may ", " must "),
    ("cannot", "must"),
    ("darf nicht", "darf"),
    ("müssen", "dürfen"),
    (" darf ", " muss "),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    kind: str
    answer: Answered
    paragraph: int
    before: str
    after: str


def planted(answers: list[Answered], wanted: int, seed: int) -> Iterator[Planted]:
    """Yield faults, each kind as often as it can be planted, until there are as many as wanted."""
    chance = Random(seed)  # noqa: S311 - faults have to be the same ones each time
    kinds = list(PLANTS)
    seen: set[tuple[str, str]] = set()
    found = tries = 0
    while found < wanted and tries < 60 * wanted:
        tries += 1
        kind, answer = kinds[tries % len(kinds)], chance.choice(answers)
        fault = _one(kind, answer, chance)
        if fault and (fault.before, fault.after) not in seen:
            seen.add((fault.before, fault.after))
            found += 1
            yield fault


def _one(kind: str, answer: Answered, chance: Random) -> Planted | None:
    places = [
        (place, number)
        for place, paragraph in enumerate(answer.draft.paragraphs)
        for number, sentence in enumerate(paragraph.sentences)
        if sentence.evidence
    ]
    if not places:
        return None
    place, number = chance.choice(places)
    paragraph = answer.draft.paragraphs[place]
    sentence = paragraph.sentences[number]
    text = PLANTS[kind](sentence.text, chance, answer, sentence)
    if text is None or text == sentence.text:
        return None
    evidence = _elsewhere(answer, sentence, chance) if kind == "another citation" else sentence.evidence
    if evidence is None:
        return None
    text = text.removesuffix(" ")
    changed = replace(sentence, text=text, evidence=evidence)
    return Planted(
        kind=kind,
        answer=replace(answer, draft=_with(answer.draft, place, paragraph, number, changed)),
        paragraph=place,
        before=sentence.text,
        after=text,
    )


def _with(draft: Draft, place: int, paragraph: Paragraph, number: int, sentence: Sentence) -> Draft:
    sentences = (*paragraph.sentences[:number], sentence, *paragraph.sentences[number + 1 :])
    changed = replace(paragraph, sentences=sentences)
    return replace(draft, paragraphs=(*draft.paragraphs[:place], changed, *draft.paragraphs[place + 1 :]))


def _is_new(before: str, after: str, answer: Answered, sentence: Sentence) -> bool:
    """Whether the sentence now speaks of a value that it did not, and that none of its evidence holds."""
    year = answer.now.year
    texts = [f"{item.title} {item.text}" for item in answer.evidence.found if item.id in sentence.evidence]
    known = frozenset().union(*(facts_in(text, year=year) for text in texts))
    own = values_in(before, year=year)
    new = [value for value in values_in(after, year=year) if value not in own]
    return bool(new) and not any(value.agrees(fact) for value in new for fact in (*known, *own))


def _digit(text: str, chance: Random, answer: Answered, sentence: Sentence) -> str | None:
    places = [match.start() for match in re.finditer(r"\d", text)]
    if not places:
        return None
    place = chance.choice(places)
    digit = chance.choice([one for one in "0123456789" if one != text[place]])
    after = text[:place] + digit + text[place + 1 :]
    return after if _is_new(text, after, answer, sentence) else None


def _other_quantity(text: str, chance: Random, answer: Answered, sentence: Sentence) -> str | None:
    """Put a quantity of the evidence where another one stands: 10 of 11 wait, 1 of 11."""
    found = re.search(
        r"\b(?P<n>\d{1,3}) (?:of \d|von \d|units|boxes|Stück|Packungen|cartons|days after|Tage? nach)", text
    )
    orders = [
        item.order
        for item in answer.evidence.found
        if isinstance(item, OrderFacts) and item.id in sentence.evidence
    ]
    if not found or len(orders) != 1:
        return None
    line = next((one for one in orders[0].lines if one.sku in text or one.product in text), None)
    if line is None or not re.search(r"missing|Fehlmenge|fehl|short", text):
        return None
    others = {int(one) for one in (line.ordered, line.delivered, line.reserved) if one} - {
        int(found["n"]),
        int(line.short),
        int(line.open),
    }
    if not others:
        return None
    return text[: found.start("n")] + str(chance.choice(sorted(others))) + text[found.end("n") :]


def _month(text: str, chance: Random, answer: Answered, sentence: Sentence) -> str | None:
    names = _MONTHS[answer.draft.language == "de"]
    found = re.search(rf"(?<=\d )\b(?:{'|'.join(names)})\b|(?<=\. )(?:{'|'.join(names)})\b", _outside(text))
    if not found:
        return None
    other = chance.choice([name for name in names if name[:3] != found[0][:3]])
    after = (
        re.sub(
            r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Mo|Di|Mi|Do|Fr|Sa|So)(?:\.,)? (?=\d)",
            "",
            text[: found.start()],
        )
        + other
        + text[found.end() :]
    )
    return after if _is_new(text, after, answer, sentence) else None


def _weekday(text: str, chance: Random, answer: Answered, sentence: Sentence) -> str | None:
    names = _WEEKDAYS[answer.draft.language == "de"]
    found = re.search(rf"\b(?:{'|'.join(names)})(?=(?:\.,)? \d)", _outside(text))
    if not found:
        return None
    return (
        text[: found.start()] + chance.choice([one for one in names if one != found[0]]) + text[found.end() :]
    )


def _relative(text: str, chance: Random, answer: Answered, sentence: Sentence) -> str | None:
    """Name a day by its distance from now, wrongly."""
    found = re.search(r"\b(?:on|am) (?:\w{2,3}\.?,? )?\d{1,2}\.? [A-Z][a-zä]{2,3}\b\.?", _outside(text))
    if not found:
        return None
    words = (
        ("morgen", "gestern", "in 17 Tagen", "vor 90 Tagen")
        if answer.draft.language == "de"
        else ("tomorrow", "yesterday", "in 17 days", "90 days ago")
    )
    word = chance.choice(words)
    days = values_in(found[0], year=answer.now.year)
    meant = values_in(word, year=answer.now.year, today=answer.now.date())
    texts = [item.text for item in answer.evidence.found if item.id in sentence.evidence]
    known = [fact for one in texts for fact in facts_in(one, year=answer.now.year)]
    if any(one.agrees(other) for one in meant for other in (*days, *known)):
        return None
    return text[: found.start()] + word + text[found.end() :]


def _outside(text: str) -> str:
    return _QUOTE.sub(lambda match: "¶" * len(match[0]), text)


def _state(text: str, chance: Random, answer: Answered, sentence: Sentence) -> str | None:
    if not _about_one_order(answer, sentence):
        return None
    fits = [(old, new) for old, new in _STATES if old in _outside(text)]
    if not fits:
        return None
    old, new = chance.choice(fits)
    place = _outside(text).index(old)
    if not re.match("not|noch|is not|has not", old) and re.search(r"(?:not|nicht)(?: been)? $", text[:place]):
        return None
    return text[:place] + new + text[place + len(old) :]


def _about_one_order(answer: Answered, sentence: Sentence) -> bool:
    return any(
        isinstance(one, OrderFacts | OrderListFacts) and one.id in sentence.evidence
        for one in answer.evidence.found
    )


def _dropped_not(text: str, chance: Random, answer: Answered, sentence: Sentence) -> str | None:
    """Drop a denial. "Not everything" and what is said of causes or of nothing at all is left alone."""
    fits = [
        word
        for word in _DROPPED[:4]
        if word in text and f"{word}every" not in text and f"{word}all" not in text
    ]
    if not fits or re.search(
        r"\b(?:guess|rate|why|Warum|recorded|erfasst|shown|gezeigt|only|nur|before|bevor|longer|mehr)\b",
        _outside(text),
    ):
        return None
    word = fits[0]
    after = text.replace(word, "", 1)
    return after if after.strip() else None


def _added_not(text: str, chance: Random, answer: Answered, sentence: Sentence) -> str | None:
    fits = [
        (old, new)
        for old, new in (
            ("shipped in full on", "not shipped on"),
            (" is fully reserved", " is not reserved"),
            ("waiting for stock", "not waiting for stock"),
            ("left on", "has not left on"),
            ("wartet auf", "wartet nicht auf"),
            ("vollständig versandt", "nicht versandt"),
            (" was shipped", " was not shipped"),
            (" wurde am", " wurde nicht am"),
            (" is late", " is not late"),
            (" is only a", " is not a"),
            (" ist vollständig reserviert", " ist nicht reserviert"),
            ("brings ", "does not bring "),
            (" are missing", " are not missing"),
            ("cancelled", "not cancelled"),
            ("invoiced and paid", "invoiced and not paid"),
            (" must ", " must not "),
            (" is reported", " is not reported"),
        )
        if old in text and "not " not in text and "nicht" not in text
    ]
    if not fits or "partly" in text or "part of it" in text:
        return None
    old, new = chance.choice(fits)
    return text.replace(old, new, 1)


def _swapped_orders(text: str, chance: Random, answer: Answered, sentence: Sentence) -> str | None:
    """Put another order's number, of the same evidence if there is one, where one stands."""
    found = re.search(r"\bS0\d{4}\b", text)
    if not found:
        return None
    lists = [
        item
        for item in answer.evidence.found
        if isinstance(item, OrderListFacts) and item.id in sentence.evidence
    ]
    rows = [row for item in lists for row in item.rows]
    mine = next((row for row in rows if row.order.number == found[0]), None)
    others = [row.order.number for row in rows if mine and _differ(row, mine, text)]
    if not others and rows:
        return None
    other = chance.choice(others) if others else f"S{int(found[0][1:]) + chance.randint(1, 40):05d}"
    texts = " ".join(item.text for item in answer.evidence.found if item.id in sentence.evidence)
    if not others and other in texts:
        return None
    return text[: found.start()] + other + text[found.end() :]


def _differ(one: OrderFacts, other: OrderFacts, text: str) -> bool:
    if one.order.number == other.order.number:
        return False
    if other.order.customer.name in text and one.order.customer.name != other.order.customer.name:
        return True
    days = re.search(r"(\d+) (?:days?|Tage?)", text)
    return bool(days) and not any(reason.days == int(days[1]) for reason in one.reasons)  # type: ignore[index]


def _unit(text: str, chance: Random, answer: Answered, sentence: Sentence) -> str | None:
    fits = [
        (old, new)
        for old, new in _UNITS
        if re.search(rf"\d{old}\b", _outside(text)) or (old == " %" and re.search(r"\d %", text))
    ]
    if not fits:
        return None
    old, new = chance.choice(fits)
    return re.sub(rf"(?<=\d){old}(?!\w)", new, text, count=1)


def _duty(text: str, chance: Random, answer: Answered, sentence: Sentence) -> str | None:
    passages = [
        item for item in answer.evidence.found if isinstance(item, Passage) and item.id in sentence.evidence
    ]
    fits = [(old, new) for old, new in _DUTIES if old in text]
    if not fits or not passages:
        return None
    old, new = chance.choice(fits)
    return text.replace(old, new, 1)


def _commitment(text: str, chance: Random, answer: Answered, sentence: Sentence) -> str | None:
    if not _about_one_order(answer, sentence):
        return None
    words = _COMMITMENTS["de" if answer.draft.language == "de" else "en"]
    return f"{text.rstrip('.')}. {chance.choice(words)}"


def _citation(text: str, chance: Random, answer: Answered, sentence: Sentence) -> str | None:
    """The text stays; the evidence becomes another piece (`_elsewhere`)."""
    return f"{text} " if len(answer.evidence.found) > 1 and values_in(text) else None


def _elsewhere(answer: Answered, sentence: Sentence, chance: Random) -> tuple[str, ...] | None:
    """Return another piece of evidence that does not hold one of the values of the sentence."""
    year = answer.now.year
    others = [
        item.id
        for item in answer.evidence.found
        if item.id not in sentence.evidence
        and any(
            not any(
                value.agrees(fact)
                for fact in facts_in(f"{item.title} {item.text} {getattr(item, 'heading', '')}", year=year)
            )
            for value in values_in(sentence.text, year=year)
        )
    ]
    return (chance.choice(others),) if others else None


PLANTS: dict[str, Plant] = {
    "a digit": _digit,
    "another quantity of it": _other_quantity,
    "a month": _month,
    "a weekday": _weekday,
    "a relative day": _relative,
    "a state": _state,
    "a dropped not": _dropped_not,
    "an added not": _added_not,
    "another order": _swapped_orders,
    "a unit": _unit,
    "a duty": _duty,
    "a commitment": _commitment,
    "another citation": _citation,
}
