"""What a model gets fits its budget, keeps its order, and never ends inside a sentence."""

from hypothesis import given
from hypothesis import strategies as st

from bot.generation.model.tokens import tokens_of
from bot.generation.model.trimming import ranked, trimmed
from bot.generation.spans import spans_of
from retrieval.evidence import Passage
from retrieval.question import Intent
from tests.builders import ask, facts, found, short_order
from tests.fakes import a_passage

SENTENCES = st.lists(
    st.sampled_from(
        [
            "Express parcels must be booked by 15:30.",
            "Paletten über 400 kg brauchen zwei Gurte!",
            "- an item of a list",
            "| DPD | 15:30 |",
            "Is that so?\n",
            "Goods of class 9, e.g. lithium cells, go by freight on Fri. 27 Nov. at the latest.",
            "\n## 4.2 Late delivery\n",
            "ohne Punkt am Ende",
        ]
    ),
    min_size=1,
    max_size=12,
)
TEXTS = st.one_of(SENTENCES.map(" ".join), SENTENCES.map("\n".join), st.text(min_size=1, max_size=300))
POLICY = ask(Intent.POLICY)
PASSAGES = st.lists(TEXTS, min_size=1, max_size=6).map(
    lambda texts: [a_passage(text, id=f"p-{place}") for place, text in enumerate(texts)]
)


@given(passages=PASSAGES, budget=st.integers(0, 400))
def test_it_never_exceeds_the_budget(passages: list[Passage], budget: int) -> None:
    fitting = trimmed(passages, budget)
    assert fitting is not None
    assert sum(one.tokens for one in fitting) <= budget


@given(passages=PASSAGES, budget=st.integers(0, 400))
def test_it_keeps_the_order_and_leaves_out_the_lowest_ranks(passages: list[Passage], budget: int) -> None:
    fitting = trimmed(passages, budget)
    assert fitting is not None
    assert [one.item for one in fitting] == passages[: len(fitting)]
    assert [one.name for one in fitting] == [f"E{number + 1}" for number in range(len(fitting))]


@given(passages=PASSAGES, budget=st.integers(0, 400))
def test_it_never_cuts_inside_a_sentence(passages: list[Passage], budget: int) -> None:
    fitting = trimmed(passages, budget)
    assert fitting is not None
    for one in fitting:
        whole = one.item.text
        assert whole.startswith(one.text)
        assert one.text == whole or len(one.text) in {span.end for span in spans_of(whole)}


@given(passages=PASSAGES, budget=st.integers(0, 400))
def test_only_the_last_one_is_cut(passages: list[Passage], budget: int) -> None:
    fitting = trimmed(passages, budget)
    assert fitting is not None
    assert all(one.text == one.item.text for one in fitting[:-1])


def test_the_facts_of_an_order_are_given_whole_or_not_at_all() -> None:
    order = facts(short_order())
    assert trimmed([order], 50) is None
    fitting = trimmed([order], 5_000)
    assert fitting is not None
    assert fitting[0].text == order.text


def test_records_come_first_and_the_best_passage_of_each_question_in_turn() -> None:
    order = facts(short_order())
    first, second, third = (a_passage("Text.", id=name) for name in ("p-1", "p-2", "p-3"))
    items = ranked([found(POLICY, first, second), found(POLICY, third, order, first)])
    assert [item.id for item in items] == [order.id, "p-1", "p-3", "p-2"]


@given(st.text(max_size=200), st.text(max_size=200))
def test_more_text_is_never_fewer_tokens(first: str, second: str) -> None:
    assert tokens_of(first + second) >= tokens_of(first)
    assert tokens_of(first + second) <= tokens_of(first) + tokens_of(second)
