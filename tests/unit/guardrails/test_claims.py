"""A sentence stands only on values its evidence holds."""

import random
import re

import pytest

from guardrails.claims import facts_in, unsupported

YEAR = 2026
ORDER = """S00031 · Brennweite Optik GmbH
Order S00031 of Brennweite Optik GmbH
Customer's reference: PO-7741/26
Promised: 2026-11-24 12:00
Line FUR-0096 Table: 11 ordered (piece), 1 delivered, 10 open, 1 reserved, 10 short, unit price 1249.50 EUR
Inbound FUR-0096: 10 of 50 with purchase P00013 on 2026-11-28 09:30
Delivery WHN/OUT/00051: ready in part, carrier DHL Express, tracking number 00340434161094042557
Late by 4 days against the promise
as of 2026-11-28 14:05"""
CONTRACT = """Supply contract Brennweite Optik
4 Late delivery › 4.2 Credit version 3 v3 page 6 2026-01-01
Halden credits 2 % of the value of the late lines for each started week from the 5th day late, at most 10 %.
Credits under EUR 25 are not paid out. Orders received by 14:00 on Fridays count as received on that day.
The price list holds from 1 January to 31 March 2027; freight of 1,250.00 EUR is free above 80.5 kg."""
TRUE = (
    "S00031 waits for stock, 4 days after the promise (as of 14:05).",
    "10 of 11 pieces wait: FUR-0096 is short by 10.",
    "Purchase P00013 brings 50 on Sat 28 Nov; promised was Tue 24 Nov.",
    "Einkauf P00013 bringt 50 am Sa., 28. Nov. um 9:30 Uhr, zugesagt war der 24.11.2026.",
    "Delivery WHN/OUT/00051 goes with DHL Express, tracking number 00340434161094042557.",
    "Your reference PO-7741/26; one piece costs 1.249,50 EUR.",
    "Their contract allows 2 % per started week from the 5th day late, 10 % at most (4.2, page 6, v3).",
    "Nach 4.2 sind es 2 Prozent je angefangene Woche ab dem 5. Tag, höchstens 10 Prozent, ab 25 €.",
    "Orders received by 2 pm on Fridays count as received on that day.",
    "Preise gelten vom 1. Januar bis 31. März 2027, Fracht 1.250 EUR ist ab 80,5 kg frei.",
)


@pytest.mark.parametrize("sentence", TRUE)
def test_a_true_sentence_stands(sentence: str) -> None:
    assert unsupported(sentence, [facts_in(ORDER, year=YEAR), facts_in(CONTRACT, year=YEAR)], year=YEAR) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "S00032 waits for stock.",
        "It was promised for 25 Nov.",
        "It was promised for Wed 24 Nov.",
        "It was promised for 24 Nov 2025.",
        "They open again in May 2026.",
        "Orders received by 14:00 on Mondays count.",
        "as of 14:06",
        "Purchase P00013 brings 7.",
        "It weighs 8.05 kg.",
        "The credit is 2.5 %.",
        "The credit is 25 %.",
        "Credits under 25 % are not paid out.",
        "Credits under USD 25 are not paid out.",
        "It is late by -4 days.",
        "See section 4.20.",
        "Track it at https://track.example/00340434161094042557.",
        "It has the tracking number 00340434161094042558.",
    ],
)
def test_a_false_sentence_falls(sentence: str) -> None:
    assert unsupported(sentence, [facts_in(ORDER, year=YEAR), facts_in(CONTRACT, year=YEAR)], year=YEAR)


def test_a_value_of_evidence_that_is_not_cited_bears_nothing_out() -> None:
    assert unsupported("It is 2 %.", [facts_in(ORDER, year=YEAR)], year=YEAR)


def test_a_sentence_without_values_needs_no_evidence() -> None:
    assert unsupported("A person has to decide that.", [], year=YEAR) == ()


def test_a_number_without_evidence_falls() -> None:
    assert unsupported("It takes 3 days.", [], year=YEAR)


def _with_one_digit_changed(sentence: str, chance: random.Random) -> str:
    place = chance.choice([match.start() for match in re.finditer(r"\d", sentence)])
    other = chance.choice([digit for digit in "0123456789" if digit != sentence[place]])
    return sentence[:place] + other + sentence[place + 1 :]


def _with_digits_swapped(sentence: str, chance: random.Random) -> str:
    pairs = [m.start() for m in re.finditer(r"(?=(\d)(\d))", sentence) if m[1] != m[2]]
    if not pairs:
        return _with_one_digit_changed(sentence, chance)
    place = chance.choice(pairs)
    return sentence[:place] + sentence[place + 1] + sentence[place] + sentence[place + 2 :]


_MONTHS = ("Jan", "Feb", "Apr", "Jun", "Aug", "Sep", "Oct", "Nov", "Dec")


def _with_another_month(sentence: str, chance: random.Random) -> str:
    places = list(re.finditer(r"\b(?:Nov|Januar|März)\b", sentence))
    if not places:
        return _with_one_digit_changed(sentence, chance)
    place = chance.choice(places)
    other = chance.choice([name for name in _MONTHS if name[:2] != place[0][:2]])
    return sentence[: place.start()] + other + sentence[place.end() :]


def _planted(count: int) -> list[str]:
    chance = random.Random(7)
    plant = (_with_one_digit_changed, _with_digits_swapped, _with_another_month)
    return [chance.choice(plant)(chance.choice(TRUE), chance) for _ in range(count)]


def test_planted_faults_are_caught() -> None:
    """A fault may turn one true value into another that its evidence holds too; all others must be caught."""
    cited = [facts_in(ORDER, year=YEAR), facts_in(CONTRACT, year=YEAR)]
    planted = sorted(set(_planted(3000)))
    missed = [sentence for sentence in planted if not unsupported(sentence, cited, year=YEAR)]
    assert len(planted) >= 500
    assert [sentence for sentence in missed if not _says_another_truth(sentence)] == []
    assert len(missed) < 0.05 * len(planted)


def _says_another_truth(sentence: str) -> bool:
    """Whether every numeral of a sentence stands in its evidence, so that only its meaning is wrong.

    9:30 and 2 pm are spelled otherwise there, and 4.0 is 4.
    """
    known = set(re.findall(r"\d+", ORDER + CONTRACT)) | {"9", "2", "0"}
    return all(numeral in known for numeral in re.findall(r"\d+", sentence))
