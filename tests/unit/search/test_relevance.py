"""What is relevant is a matter of evidence; what is best a matter of rank as well."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.documents.relevance import Candidate, best_placed, evidence, fused_rank, is_relevant, ranked

shares = st.floats(0, 1)
candidates = st.lists(
    st.builds(
        Candidate,
        id=st.integers(0, 1_000).map(str),
        places=st.lists(st.integers(1, 30), min_size=1, max_size=2).map(tuple),
        covered=shares,
        cosine=st.none() | st.floats(-1, 1),
        named=shares,
    ),
    max_size=12,
    unique_by=lambda candidate: candidate.id,
)


def candidate(name: str, **changes: object) -> Candidate:
    facts: dict[str, object] = {
        "id": name,
        "places": (1, 1),
        "covered": 0.8,
        "cosine": 0.6,
    }
    return Candidate(**facts | changes)  # type: ignore[arg-type]


@given(found=candidates)
def test_scores_lie_between_0_and_1_and_never_rise(found: list[Candidate]) -> None:
    scores = [one.score for one in ranked(found, lists=2)]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


@given(found=candidates)
def test_nothing_without_evidence_is_said(found: list[Candidate]) -> None:
    assert all(is_relevant(one) for one in ranked(found, lists=2))


@given(found=candidates, other=st.text(max_size=3))
def test_the_evidence_of_a_passage_does_not_depend_on_the_others(found: list[Candidate], other: str) -> None:
    kept = {one.id for one in ranked(found, lists=2)}
    alone = {one.id for one in found if ranked([one], lists=2)}
    assert kept <= alone


def test_the_first_of_every_list_has_rank_one() -> None:
    assert fused_rank((1, 1), 2) == 1
    assert fused_rank((1,), 2) == 0.5
    assert fused_rank((), 2) == 0


def test_without_a_vector_the_words_must_carry_it() -> None:
    assert evidence(candidate("a", cosine=None, covered=0.4)) == 0.4
    assert not is_relevant(candidate("a", cosine=None, covered=0.4))
    assert is_relevant(candidate("a", cosine=None, covered=0.6))


def test_words_alone_do_not_make_something_far_off_relevant() -> None:
    assert not is_relevant(candidate("a", cosine=0.1, covered=1.0))


def test_the_meaning_alone_makes_a_paraphrase_relevant() -> None:
    assert is_relevant(candidate("a", cosine=0.5, covered=0.0))
    assert not is_relevant(candidate("a", cosine=0.35, covered=0.0))


@given(cosine=st.floats(-1, 1), covered=shares, more=shares)
def test_more_evidence_never_makes_a_passage_less_relevant(
    cosine: float, covered: float, more: float
) -> None:
    poor = candidate("a", cosine=cosine, covered=covered)
    rich = candidate("a", cosine=min(1.0, cosine + more), covered=min(1.0, covered + more))
    assert evidence(rich) >= evidence(poor)
    assert is_relevant(rich) or not is_relevant(poor)


@given(cosine=st.none() | st.floats(-1, 1), covered=shares)
def test_in_chosen_documents_at_least_the_same_is_relevant(cosine: float | None, covered: float) -> None:
    one = candidate("a", cosine=cosine, covered=covered)
    assert is_relevant(one, chosen=True) or not is_relevant(one)


def test_in_chosen_documents_the_words_need_not_prove_it() -> None:
    assert is_relevant(candidate("a", cosine=0.3, covered=0.0), chosen=True)
    assert not is_relevant(candidate("a", cosine=0.1, covered=0.0), chosen=True)


def test_a_named_document_goes_before_one_that_is_as_good() -> None:
    general, named = candidate("general"), candidate("named", named=1.0)
    assert [one.id for one in ranked([general, named], lists=2)] == ["named", "general"]


def test_the_best_placed_are_looked_at_first_and_enough_of_them() -> None:
    places = {str(number): (number,) for number in range(1, 60)}
    assert best_placed(places, lists=1, top=5)[:3] == ["1", "2", "3"]
    assert len(best_placed(places, lists=1, top=20)) == 40
