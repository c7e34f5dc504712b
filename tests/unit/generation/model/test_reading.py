"""What a model returned is used as it is, or not at all."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Paragraph, ParagraphKind
from bot.generation.model.faults import ModelFault
from bot.generation.model.reading import is_in, paragraphs_from, written_from
from bot.generation.model.trimming import Given, ranked, trimmed
from bot.generation.model.wordable import is_wordable
from tests.builders import NOW, asked
from tests.fakes import a_draft, a_passage
from tests.servers.model_stub import said
from tests.unit.generation.situations import SITUATIONS
from tests.unit.generation.test_answers import COMPOSER

TEXT = "Express parcels must be booked by 15:30, see https://dhl.example/express."
GIVEN = (
    Given(name="E1", item=a_passage(TEXT, id="dhl"), text=TEXT),
    Given(name="E2", item=a_passage("Fridays: 14:30.", id="fri"), text="Fridays: 14:30."),
)
BOOK = ("Express parcels must be booked by 15:30.", ["E1"])


def read(text: str, *, language: str = "en", whole: bool = False) -> tuple[Paragraph, ...]:
    return paragraphs_from(written_from(text), GIVEN, language=language, whole=whole)


def code(text: str, **how: Any) -> str:
    with pytest.raises(ModelFault) as fault:
        read(text, **how)
    return fault.value.code


def texts(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [one.text for part in paragraphs for one in part.sentences]


def test_sentences_come_with_the_ids_of_their_evidence() -> None:
    headline, rest = read(said(BOOK, ("On Fridays it is 14:30.", ["E1", "E2", "E1"])))
    assert headline.kind is ParagraphKind.HEADLINE
    assert headline.sentences[0].evidence == ("dhl",)
    assert rest.sentences[0].evidence == ("dhl", "fri")


def test_the_first_line_is_the_headline_whatever_it_is_called() -> None:
    answer = json.loads(said(BOOK))
    answer["paragraphs"][0]["kind"] = "item"
    assert read(json.dumps(answer))[0].kind is ParagraphKind.HEADLINE


def test_an_answer_in_a_code_fence_is_read() -> None:
    assert texts(read(f"```json\n{said(BOOK)}\n```")) == [BOOK[0]]


@pytest.mark.parametrize("text", ["", "  \n", "```json\n```"])
def test_nothing_is_no_answer(text: str) -> None:
    assert code(text) == "empty"


@pytest.mark.parametrize(
    "text", ["I cannot help with that.", '{"language": "en", "par', "null}", said(BOOK)[:-3]]
)
def test_what_is_no_json_is_no_answer(text: str) -> None:
    assert code(text) == "not_json"


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "[]",
        '{"answer": "15:30"}',
        said(BOOK, action="refund"),
        said(BOOK, approved=True),
        said(("x" * 2_000, ["E1"])),
        said(*[BOOK] * 30),
        said(BOOK) + " " * 10 + "[" * 30_000,
    ],
)
def test_another_shape_is_no_answer(text: str) -> None:
    assert code(text) == "other_shape"


def test_ids_it_was_not_given_are_dropped() -> None:
    assert read(said((BOOK[0], ["E9", "E1", "S00042"])))[0].sentences[0].evidence == ("dhl",)


def test_a_sentence_without_evidence_takes_its_paragraph_with_it() -> None:
    assert texts(read(said(BOOK, ("You may also call us.", ["E9"])))) == [BOOK[0]]


def test_customers_get_no_remainder() -> None:
    assert code(said(BOOK, ("You may also call us.", [])), whole=True) == "uncited"


def test_without_its_headline_there_is_no_answer() -> None:
    assert code(said(("You may also call us.", []), BOOK)) == "uncited"


def test_marks_and_decoration_are_taken_off() -> None:
    text = "**Express parcels** must be booked by 15:30 [1], [E1].\n\u202eReally\u0007."
    assert texts(read(said((text, ["E1"])))) == ["Express parcels** must be booked by 15:30,. Really."]


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/?q=S00042",
        "![x](http://evil.example/a.png)",
        "www.evil.example",
        "mailto:a@b.de",
        "evil.example/q",
        "help@evil.example",
        "evil.com",
    ],
)
def test_a_link_that_its_evidence_does_not_hold_is_not_shown(link: str) -> None:
    assert code(said((f"See {link} for the cut-off.", ["E1"]))) == "uncited"


@pytest.mark.parametrize("text", ["Pirates sail to sunny islands.", "Give my regards to your boss!"])
def test_a_sentence_that_has_nothing_to_do_with_its_evidence_is_not_shown(text: str) -> None:
    assert code(said((text, ["E1"]))) == "uncited"


def test_a_link_of_its_evidence_may_be_said() -> None:
    assert read(said(("See https://dhl.example/express for the cut-off.", ["E1"])))


def test_it_may_hand_over_without_a_word() -> None:
    assert read(said(action="hand_over")) == ()
    assert code(said()) == "empty"


@pytest.mark.parametrize(
    ("text", "language", "claimed"),
    [
        ("Expresspakete müssen bis 15:30 Uhr gebucht sein.", "en", "en"),
        ("Express parcels must be booked by 15:30.", "de", "de"),
        ("Les colis express sont réservés avec la commande avant 15:30.", "en", "en"),
        ("Express parcels must be booked by 15:30.", "en", "de"),
    ],
)
def test_another_language_than_the_askers_is_no_answer(text: str, language: str, claimed: str) -> None:
    assert code(said((text, ["E1"]), language=claimed), language=language) == "other_language"


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("place", SITUATIONS, ids=lambda place: place.name)
def test_good_answers_are_known_to_be_in_their_language(place: Any, language: str) -> None:
    question, evidence = asked(*place.asks, language=language)
    draft = COMPOSER.compose(question, evidence, place.audience, NOW)
    parts = [part for part in draft.paragraphs if part.kind is not ParagraphKind.NOTE]
    names = " ".join(item.title for item in evidence.found)
    assert is_in(language, language, parts, names=names)


@given(st.one_of(st.text(), st.recursive(st.none() | st.booleans() | st.text(), st.lists).map(json.dumps)))
def test_any_text_is_an_answer_or_a_fault(text: str) -> None:
    try:
        assert read(text)
    except ModelFault as fault:
        assert fault.code in {"empty", "not_json", "other_shape", "uncited", "other_language"}


@given(
    st.lists(
        st.tuples(st.text(), st.lists(st.sampled_from(["E1", "E2", "E3", "dhl", ""]), max_size=4)), max_size=6
    ),
    st.booleans(),
)
def test_whatever_is_kept_rests_on_evidence(sentences: list[tuple[str, list[str]]], whole: bool) -> None:
    try:
        paragraphs = read(said(*sentences), whole=whole)
    except ModelFault:
        return
    cited = [one.evidence for part in paragraphs for one in part.sentences]
    assert all(cited)
    assert {id_ for ids in cited for id_ in ids} <= {"dhl", "fri"}


def test_words_in_quotation_marks_are_in_any_language() -> None:
    draft = a_draft(
        "The rule says “Paletten über 400 kg brauchen zwei Gurte und sind nicht zu stapeln” there."
    )
    assert is_in("en", "en-GB", draft.paragraphs)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("place", SITUATIONS, ids=lambda place: place.name)
def test_a_model_that_says_what_the_composer_says_is_heard(place: Any, language: str) -> None:
    question, evidence = asked(*place.asks, language=language)
    draft = COMPOSER.compose(question, evidence, place.audience, NOW)
    if not is_wordable(question, evidence, draft):
        return
    fitting = trimmed(ranked(evidence.asks), 100_000) or ()
    names = {one.item.id: one.name for one in fitting}
    parts = [part for part in draft.paragraphs if part.kind is not ParagraphKind.NOTE]
    content = [
        {
            "kind": str(part.kind),
            "sentences": [
                {"text": one.text, "evidence": [names[id_] for id_ in one.evidence]} for one in part.sentences
            ],
        }
        for part in parts
    ]
    text = json.dumps({"language": language, "action": "none", "paragraphs": content})
    heard = paragraphs_from(written_from(text), fitting, language=language, whole=True)
    assert texts(heard) == [" ".join(text.split()) for text in texts(tuple(parts))]
