"""The figures of the check of claims, on a seeded part of what `python -m evals.claims` measures."""

from pathlib import Path

import pytest

from bot.clock import moment_from_text
from evals.claims.__main__ import ZONE
from evals.claims.answers import MOMENTS, Answered, answers
from evals.claims.free import free_answers, orders_of, paraphrases
from evals.claims.hand_written import FILE, HELD_OUT_FILE, MOMENT, hand_written
from evals.claims.measuring import Share, caught, fallen, stopped
from evals.claims.planting import planted
from evals.claims.wordings import HELD_OUT, TUNED


@pytest.fixture(scope="module")
def said() -> list[Answered]:
    import asyncio

    return asyncio.run(answers(every=16, moments=MOMENTS[:1]))


def test_no_answer_of_the_composer_falls(said: list[Answered]) -> None:
    share, wrong = stopped(said, ZONE)
    assert share.of > 350
    assert [answer.asked for answer in wrong] == []


def test_true_answers_in_free_words_stand(said: list[Answered]) -> None:
    orders = orders_of(said)
    free = [*free_answers(orders, ZONE, TUNED)[::4], *free_answers(orders, ZONE, HELD_OUT)[::4]]
    share, _ = stopped([*free, *paraphrases(said[0].now, true=True, held_out=False)], ZONE)
    assert share.of > 300
    assert share.value <= 0.02


def test_planted_faults_are_caught(said: list[Answered]) -> None:
    free = free_answers(orders_of(said), ZONE, TUNED)
    faults = [*planted(said, 500, seed=1), *planted(free, 250, seed=2)]
    shares, _ = caught(faults, ZONE)
    assert len(faults) == 750
    assert sum(one.count for one in shares.values()) >= 0.98 * len(faults)


@pytest.mark.parametrize("file", [FILE, HELD_OUT_FILE])
def test_sentences_written_by_hand_stand_when_true_and_fall_when_not(file: Path) -> None:
    import asyncio

    rows = asyncio.run(hand_written(moment_from_text(MOMENT, ZONE), file))
    stands = [(not fallen(answer, ZONE), is_true) for answer, is_true in rows]
    true = [kept for kept, is_true in stands if is_true]
    false = [not kept for kept, is_true in stands if not is_true]
    assert len(true) >= 20
    assert len(false) >= 40
    assert sum(true) >= 0.97 * len(true)
    assert sum(false) >= 0.95 * len(false)


def test_a_share_is_given_with_its_interval() -> None:
    assert str(Share(count=98, of=100)).split() == ["98", "of", "100", "98.00%", "[93.00%,", "99.45%]"]
    assert Share(count=0, of=0).interval == (0.0, 1.0)
