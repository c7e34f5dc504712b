"""How the figures of redaction are counted, on texts whose labels are known."""

from collections.abc import Iterator

import pytest

from evals.pii.generating import COMPANY, REFERENCE, UNKNOWN, Label, Sample, directory_names, samples
from evals.pii.scoring import scored
from evals.pii.templates import SETS
from evals.pii.values import luhn, upc
from evals.statistics import wilson
from guardrails import pii
from guardrails.finding import Finding

TEXT = "order S00042 of Zyra Qvist at Kessler GmbH"
SAMPLE = Sample(
    text=TEXT,
    template=TEXT,
    labels=(
        Label(start=6, end=12, kind=REFERENCE),
        Label(start=16, end=26, kind=UNKNOWN),
        Label(start=30, end=42, kind=COMPANY),
    ),
)


@pytest.fixture
def findings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Finding]]:
    found: list[Finding] = []
    monkeypatch.setattr(pii, "find", lambda text, people: tuple(found))
    yield found


def person(start: int, end: int) -> Finding:
    return Finding(start=start, end=end, type="PERSON", score=1.0)


def test_a_person_counts_only_when_all_of_the_name_is_masked(findings: list[Finding]) -> None:
    findings.append(person(16, 20))
    half = scored([SAMPLE], pii.NOBODY)
    findings.append(person(21, 26))
    whole = scored([SAMPLE], pii.NOBODY)
    assert (half.recall(UNKNOWN), half.texts_that_leak) == (0.0, 1)
    assert (whole.recall(UNKNOWN), whole.texts_that_leak) == (1.0, 0)


def test_a_masked_reference_and_a_masked_company_are_counted_and_wrong(findings: list[Finding]) -> None:
    findings += [person(8, 10), person(30, 37), person(16, 26)]
    score = scored([SAMPLE], pii.NOBODY)
    assert (score.references_masked, score.companies_masked) == (1, 1)
    assert score.precision("PERSON") == pytest.approx(1 / 3)
    assert "1 references are masked" in score.failures()


def test_what_is_below_its_floor_is_named(findings: list[Finding]) -> None:
    assert scored([SAMPLE], pii.NOBODY).failures() == [f"{UNKNOWN}: recall 0.000 is below 0.75"]


def test_labels_name_their_values_and_texts_are_the_same_each_time() -> None:
    for templates in SETS.values():
        texts, known = samples(templates, 200, 1)
        assert (texts, known) == samples(templates, 200, 1)
        for text in texts:
            assert all(0 <= label.start < label.end <= len(text.text) for label in text.labels)
            assert any(label.kind == REFERENCE for label in text.labels)


def test_a_directory_has_the_size_that_was_asked_for() -> None:
    assert len(list(directory_names(1_000, 1))) == 1_000


def test_check_digits_are_those_of_published_examples() -> None:
    assert luhn("411111111111111") == "4111111111111111"
    assert upc("400638133393") == "4006381333931"


def test_the_interval_lies_around_the_share() -> None:
    low, high = wilson(95 / 100, 100)
    assert (round(low, 3), round(high, 3)) == (0.888, 0.978)
