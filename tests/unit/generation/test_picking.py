"""Which sentences are quoted for a question."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.generation.picking import pick
from bot.generation.quoting import plain
from bot.generation.spans import SpanKind, spans_of
from bot.generation.stems import stems
from tests.builders import passage

LONG = (
    "The rule holds for every warehouse, for every carrier and for each day of the week, without exception. "
    * 5
)
CUT_OFF = passage(
    "cut-off",
    "## 2 Cut-off\n\nExpress parcels must be booked by 15:30 and at the dock by 16:00. On Fridays they must "
    f"be booked by 14:30. {LONG}",
)
TABLE = passage(
    "table",
    "| carrier | booked by |\n|---|---|\n| DHL Express | 15:30 |\n| DPD Classic | 16:30 |",
    title="SOP Cut-off times",
    heading="2 Monday to Thursday",
)


def alike(question: str, texts: Sequence[str]) -> list[float]:
    return [0.5] * len(texts)


def quoted(query: str, *passages: object, **more: object) -> list[str]:
    picks = pick(query, passages, **more)  # type: ignore[arg-type]
    return [span.of(one.passage.text) for one in picks for span in one.spans]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        (
            "Book by 15:30 approx. two hours ahead. Then go.",
            ["Book by 15:30 approx. two hours ahead.", "Then go."],
        ),
        ("Gilt z. B. am 3. Dezember. Danach nicht.", ["Gilt z. B. am 3. Dezember.", "Danach nicht."]),
        ("See No. 4 and Fig. 2. Stop.", ["See No. 4 and Fig. 2.", "Stop."]),
        ("Packages up to 20. Trays too.", ["Packages up to 20.", "Trays too."]),
        ("He said “go.” Then left.", ["He said “go.”", "Then left."]),
        ("# Title\n\nBody.", ["Body."]),
        ("4.2 Late delivery\nFrom day five\nit costs 2 %.", ["From day five\nit costs 2 %."]),
        ("- one item\n- another", ["one item", "another"]),
        ("a\tb\nc\td", ["a\tb", "c\td"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_what_can_be_quoted(text: str, sentences: list[str]) -> None:
    assert [span.of(text) for span in spans_of(text)] == sentences


def test_table_rows_know_their_labels_and_sentences_their_section() -> None:
    assert {span.header for span in spans_of(TABLE.text)} == {("carrier", "booked by")}
    assert spans_of("## 1 First\n\nA.\n\n## 2 Second\n\nB.")[1].section == "2 Second"


@given(st.text(alphabet=st.sampled_from("ab. |\n-#15:\t!”*1"), max_size=200))
def test_spans_are_exact_in_order_and_never_overlap(text: str) -> None:
    spans = spans_of(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(text).strip() for span in spans)


@given(st.text(max_size=200))
def test_any_text_can_be_asked_and_quoted(text: str) -> None:
    picks = pick(text, (passage("any", text), CUT_OFF, TABLE))
    assert all(span.of(one.passage.text) in one.passage.text for one in picks for span in one.spans)


@given(st.text(alphabet=st.sampled_from("ab *_`1."), max_size=60))
def test_what_is_shown_of_a_quote_is_its_own_words(text: str) -> None:
    def bare(words: str) -> str:
        return "".join(mark for mark in words if mark not in "*_` ")

    assert bare(plain(text)) == bare(text)


def test_an_exception_comes_along_with_the_rule_it_limits() -> None:
    assert quoted("cut-off for express parcels", CUT_OFF) == [
        "Express parcels must be booked by 15:30 and at the dock by 16:00. "
        "On Fridays they must be booked by 14:30."
    ]


def test_a_sentence_that_leans_on_another_brings_it_along() -> None:
    assert quoted("parcels on Fridays", CUT_OFF)[0].startswith("Express parcels must be booked")


def test_a_short_paragraph_is_quoted_whole() -> None:
    clause = passage("clause", "From the fifth day late a credit of 2 % is due. It needs no request.")
    assert quoted("credit when late", clause) == [clause.text]


def test_the_row_that_a_question_names_is_quoted_alone() -> None:
    assert quoted("until when must DPD parcels be booked", TABLE) == ["| DPD Classic | 16:30 |"]


def test_another_carriers_rule_is_not_put_beside() -> None:
    other = passage(
        "other", "Parcels must be booked by 17:00.", title="Carrier policy UPS Standard", source="u"
    )
    assert quoted("DHL Express cut-off booked", CUT_OFF, other) == quoted(
        "DHL Express cut-off booked", CUT_OFF
    )


def test_a_second_document_with_another_figure_is_quoted_too() -> None:
    first = passage("a", "Damage is reported within 24 hours.", title="SOP Damage", source="a", heading="")
    second = passage(
        "b", "Damage is reported within 48 hours.", title="SOP Receiving", source="b", heading=""
    )
    third = passage("c", "Damage is reported within 24 hours.", title="SOP Dock", source="c", heading="")
    assert quoted("within how many hours is damage reported", first, second, third) == [
        first.text,
        second.text,
    ]


def test_the_first_steps_of_a_procedure_are_quoted_in_their_order() -> None:
    second = passage(
        "second",
        "Write down the damage you see on the pallet.",
        source="sop",
        start=200,
        heading="2.2 Record",
    )
    first = passage(
        "first",
        "Do not send the driver away. Leave the pallet on the dock.",
        source="sop",
        heading="2.1 Damage",
    )
    assert quoted("A pallet arrived with damage, what now?", second, first) == [first.text, second.text]


def test_a_procedure_begins_with_its_steps_and_not_with_what_it_is_for() -> None:
    purpose = passage(
        "purpose", "This is about a damaged pallet.", source="sop", start=0, heading="1 Purpose"
    )
    step = passage("step", "Leave the damaged pallet on the dock.", source="sop", start=90, heading="2 Steps")
    assert quoted("A pallet arrived damaged, what now?", purpose, step) == [step.text]


def test_of_equally_good_sections_the_one_that_stands_first_holds_the_rule() -> None:
    special = passage("special", "You can cancel late orders.", source="a", start=200, heading="4 Special")
    rule = passage("rule", "You can cancel open orders.", source="a", start=20, heading="1 Rule")
    assert quoted("can I cancel orders?", special, rule, similarity=alike)[0] == rule.text


def test_by_words_alone_the_order_of_the_search_counts() -> None:
    first = passage("first", "You can cancel late orders.", source="a", start=200, heading="4 Special")
    second = passage("second", "You can cancel open orders.", source="a", start=20, heading="1 Rule")
    assert quoted("can I cancel orders?", first, second)[0] == first.text


def test_what_the_search_trusts_less_is_quoted_later() -> None:
    far = passage("far", "You can cancel open orders.", source="a", start=20, heading="1 Rule", score=0.5)
    near = passage("near", "You can cancel late orders.", source="a", start=200, heading="4 Special")
    assert quoted("can I cancel orders?", far, near)[0] == near.text


def test_a_short_table_is_quoted_whole_when_the_question_names_no_row() -> None:
    assert len(quoted("until when must it be booked", TABLE)) == 2


def test_with_sure_nothing_is_quoted_that_shares_no_word() -> None:
    assert quoted("where is my order", CUT_OFF, sure=True) == []
    assert quoted("where is my order", CUT_OFF)


def test_with_figures_a_sentence_without_one_is_passed_over() -> None:
    text = f"Damage is reported at once to the carrier. {LONG}Damage means more than 5 boxes."
    assert "5 boxes" in quoted("damage reported carrier", passage("a", text), figures=True)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Annahmeschluss", "cut-off"),
        ("cut off", "cutoff"),
        ("Rücksendung", "returns"),
        ("beschädigt", "damaged"),
        ("splitting", "split"),
        ("Freitags", "Friday"),
        ("weeks", "Woche"),
    ],
)
def test_both_languages_meet_on_a_stem(one: str, other: str) -> None:
    assert stems(one) & stems(other)


def test_kinds_of_spans_are_told_apart() -> None:
    kinds = [span.kind for span in spans_of("One.\n\n- two\n\n| a | b |\n|---|---|\n| c | d |")]
    assert kinds == [SpanKind.SENTENCE, SpanKind.ITEM, SpanKind.ROW]
