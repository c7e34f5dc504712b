"""How long the search for personal data takes, beside Presidio's recognizers in the same run."""

import time
from collections.abc import Callable
from typing import Any

from bench.table import Row, percentile
from evals.pii.generating import directory_names, samples
from evals.pii.templates import TUNED
from guardrails import pii

NAMES, CHARACTERS, WARM_UP, ROUNDS, SEED = 100_000, 500, 20, 200, 7


def rows() -> list[Row]:
    texts, known = samples(TUNED, 800, SEED)
    started = time.perf_counter()
    people = pii.Directory([*known, *directory_names(NAMES - len(known), SEED)])
    building = time.perf_counter() - started
    questions = [_question(at, [sample.text for sample in texts]) for at in range(WARM_UP + ROUNDS)]
    ours = _milliseconds(lambda text: pii.find(text, people), questions)
    alone = _milliseconds(lambda text: list(people.find(text)), questions)
    theirs = _milliseconds(_presidio(), questions)
    return [
        Row(
            what=f"{CHARACTERS} characters, {NAMES:,} names",
            ours=f"p50 {percentile(ours, 0.5):.1f} ms, p95 {percentile(ours, 0.95):.1f} ms",
            peer=f"Presidio, no names and no addresses: p50 {percentile(theirs, 0.5):.1f} ms",
            ratio=percentile(theirs, 0.5) / percentile(ours, 0.5),
            asked="p50 ≤ 3 ms",
            met=percentile(ours, 0.5) <= 3,
        ),
        Row(what="of that the names of the directory", ours=f"p50 {percentile(alone, 0.5):.2f} ms"),
        Row(
            what=f"building a directory of {NAMES:,} names",
            ours=f"{building:.2f} s",
            asked="≤ 2 s",
            met=building <= 2,
        ),
    ]


def _question(at: int, texts: list[str]) -> str:
    text = ""
    while len(text) < CHARACTERS:
        text += texts[at % len(texts)] + "\n\n"
        at += 1
    return text[:CHARACTERS]


def _milliseconds(search: Callable[[str], Any], texts: list[str]) -> list[float]:
    spent: list[float] = []
    for text in texts:
        started = time.perf_counter()
        search(text)
        spent.append((time.perf_counter() - started) * 1000)
    return spent[WARM_UP:]


def _presidio() -> Callable[[str], Any]:
    """Return a search by Presidio's own recognizers of e-mail, IBAN, card, IP address and phone number."""
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer

    from guardrails.recognizers import presidio

    patterns = (presidio.EMAIL, presidio.IBAN_CODE, presidio.CREDIT_CARD, presidio.IP_ADDRESS)
    recognizers = [*(one.make() for one in patterns), PhoneRecognizer()]
    none: Any = None
    return lambda text: [one.analyze(text, one.supported_entities, none) for one in recognizers]
