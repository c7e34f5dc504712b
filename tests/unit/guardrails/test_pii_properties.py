"""What holds of any text: nothing is left, quick looks miss nothing, and what fails closes the way."""

import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evals.pii.generating import samples
from evals.pii.templates import HELD_OUT, TUNED
from guardrails import pii
from guardrails.canvas import Canvas
from guardrails.finding import Finding
from guardrails.label_words import LABEL
from guardrails.name_lists import words_in
from guardrails.recognizers.presidio import FromPresidio
from guardrails.slips import corrected
from guardrails.surroundings import Labelled
from guardrails.vault import ConversationVault, escape
from guardrails.words import words_of

PEOPLE = pii.Directory(["Greta Sommer", "Hans Müller"])
TEXTS = [sample.text for sample in samples([*TUNED, *HELD_OUT], 300, 3)[0]]
PIECES = (
    "call me tel. order S00042 0171 2345678 +49 171 (040) 123456 @ a@b.de DE89 3704 0044 "
    "0532 0130 00 4111 1111 "
    "1.2.3.4 fe80::1 :: 28.11.2026 14:05 iban card ⟦ ⟧ ⟦EMAIL·A⟧ ⟦⟧ / - , \\n Greta "
    "Sommer Müller, Hans Dear Mr Herr "
    "Qvist GmbH & Kind regards\\n my name is Musterstraße 12 20457 Hamburg Leeds LS2 7EQ "
    "born 3.4.1980 VAT DE136695976 "
    "oh seven seven double nine one two SSN 123-45-6789 Von: From: < > wrote PO : ; 12 Mill Road Via Roma"
)
FRAGMENTS = st.lists(st.sampled_from(PIECES.replace("\\n", "\n").split(" ")), max_size=14).map(" ".join)
ANY = st.text(max_size=200) | FRAGMENTS | st.sampled_from(TEXTS)
SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def redacted(text: str, findings: Iterable[Finding]) -> str:
    vault = ConversationVault()
    return pii.redact(text, tuple(findings), lambda kind, value: vault.seal("c", kind, value).placeholder)


@given(ANY)
@SLOW
def test_nothing_is_found_in_a_redacted_text(text: str) -> None:
    text = escape(text)
    assert pii.find(redacted(text, pii.find(text, PEOPLE)), PEOPLE) == ()


@given(ANY)
@SLOW
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    findings = pii.find(text, PEOPLE)
    places = [place for finding in findings for place in (finding.start, finding.end)]
    assert places == sorted(places)
    assert all(0 <= one.start < one.end <= len(text) and 0 < one.score <= 1 for one in findings)


@given(ANY)
@SLOW
def test_a_redacted_text_no_longer_holds_a_value_that_was_found(text: str) -> None:
    text = escape(text)
    findings = [one for one in pii.find(text, PEOPLE) if one.type in ("EMAIL", "IBAN", "CARD", "PHONE")]
    left = redacted(text, pii.find(text, PEOPLE))
    values = [text[one.start : one.end] for one in findings]
    assert [value for value in values if len(value) > 8 and f" {value} " in f" {left} "] == []


@pytest.mark.parametrize("recognizer", pii.REGISTRY, ids=lambda one: str(getattr(one, "name", one)))
def test_the_quick_look_misses_nothing_that_its_recognizer_finds(recognizer: pii.Recognizer) -> None:
    @given(ANY)
    @settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
    def check(text: str) -> None:
        read = Labelled(Canvas.of(text).text)
        if not recognizer.may_find(read):
            assert list(recognizer.find(read)) == []

    check()
    for text in TEXTS:
        assert recognizer.may_find(Labelled(text)) or not list(recognizer.find(Labelled(text)))


@given(ANY)
@SLOW
def test_words_for_numbers_are_found_by_their_openings_as_by_their_pattern(text: str) -> None:
    pattern = [match.end() for match in LABEL.finditer(text)]
    assert {end for end, _ in Labelled(text).labels} <= set(pattern) | _icon_ends(text)
    for sample in TEXTS:
        assert {end for end, _ in Labelled(sample).labels} >= {
            match.end() for match in LABEL.finditer(sample)
        }


def _icon_ends(text: str) -> set[int]:
    return {at + 1 for at, mark in enumerate(text) if mark in "☎📞📱✆"}


@given(ANY)
def test_correcting_slips_keeps_every_place(text: str) -> None:
    assert len(corrected(text, words_of(text))) == len(text)


def test_swapped_letters_are_put_right_but_not_in_names() -> None:
    text = "Knid reagrds, Brian; crad nubmer, ODOR"
    assert corrected(text, words_of(text)) == "Kind regards, Brian; card number, DOOR"


@dataclass(frozen=True, slots=True)
class _Failing:
    name: str = "failing"

    def may_find(self, text: str) -> bool:
        return True

    def find(self, text: str) -> Iterator[Finding]:
        raise ValueError(f"cannot read {text}")


@dataclass(frozen=True, slots=True)
class _Slow(_Failing):
    name: str = "slow"

    def find(self, text: str) -> Iterator[Finding]:
        return iter(())


def test_a_recognizer_that_fails_closes_the_way_and_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(pii.RedactionError) as caught:
        pii.find("anna@firma.de", extra=[_Failing()])
    assert "anna" not in str(caught.value)
    assert caught.value.__suppress_context__
    assert "anna" not in caplog.text


@pytest.mark.parametrize("recognizer", pii.REGISTRY, ids=lambda one: str(getattr(one, "name", one)))
def test_each_recognizer_in_use_closes_the_way_when_it_fails(
    recognizer: pii.Recognizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [one for one in pii.REGISTRY if one is not recognizer]
    with pytest.raises(pii.RedactionError):
        pii.search("anna@firma.de", (*others, _Failing()))


def test_a_recognizer_that_took_too_long_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pii, "_SECONDS", -1.0)
    with pytest.raises(pii.RedactionError):
        pii.find("anna@firma.de", extra=[_Slow()])


def test_a_pattern_that_presidio_gave_up_on_closes_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    pii.find("anna@firma.de")
    monkeypatch.setattr("presidio_analyzer.pattern_recognizer.REGEX_TIMEOUT_SECONDS", 0.001)
    monkeypatch.setattr(pii, "_SECONDS", 0.001)
    with pytest.raises(pii.RedactionError):
        pii.find("a." * 2000 + "@ anna@firma.de")


@dataclass(frozen=True, slots=True)
class _Endless(_Failing):
    """Finds one more letter each time."""

    def find(self, text: str) -> Iterator[Finding]:
        at = text.find("x")
        if at >= 0:
            yield Finding(start=at, end=at + 1, type="PERSON", score=1.0)


def test_a_search_that_does_not_end_closes_the_way() -> None:
    with pytest.raises(pii.RedactionError):
        pii.search("x " * 100, [_Endless()])


def test_an_extra_recognizer_finds_what_the_others_do_not() -> None:
    spacy = pytest.importorskip("spacy")
    from guardrails.recognizers.model import SpacyPeople

    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "quarzo blim"}, {"label": "ORG", "pattern": "zork"}])
    text = "we saw quarzo blim and zork; quarzo blim GmbH"
    found = pii.find(text, extra=[SpacyPeople(pipeline=pipeline)])
    assert [(one.type, text[one.start : one.end]) for one in found] == [("PERSON", "quarzo blim")]


def test_a_pipeline_that_is_not_installed_is_a_fault_not_a_download() -> None:
    from guardrails.recognizers.model import named_spacy

    with pytest.raises(pii.RedactionError):
        named_spacy("no_such_pipeline")


def test_a_recognizer_of_presidios_goes_in_as_an_extra_one() -> None:
    from presidio_analyzer import Pattern, PatternRecognizer

    made = PatternRecognizer(supported_entity="PERSON", patterns=[Pattern("name", "quarzo", 0.6)])
    text = "we saw quarzo"
    found = pii.find(text, extra=[FromPresidio(name="own", make=lambda: made)])
    assert [text[one.start : one.end] for one in found] == ["quarzo"]


@pytest.mark.parametrize("listed", ["label_words", "not_names"])
def test_every_listed_word_is_found_by_its_opening(listed: str) -> None:
    for word in words_in(listed):
        text = f"x {word} 5"
        assert [end for end, _ in Labelled(text).labels] == [match.end() for match in LABEL.finditer(text)]


def test_loading_a_recognizer_is_no_part_of_the_time_its_search_may_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from presidio_analyzer import Pattern, PatternRecognizer

    def slowly_made() -> PatternRecognizer:
        time.sleep(0.3)
        return PatternRecognizer(supported_entity="PERSON", patterns=[Pattern("name", "quarzo", 0.6)])

    made = cache(slowly_made)
    monkeypatch.setattr(pii, "_SECONDS", 0.25)
    assert len(pii.search("we saw quarzo", [FromPresidio(name="own", make=made)])) == 1
