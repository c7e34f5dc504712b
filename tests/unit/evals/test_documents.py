"""Figures about document questions are counted as they are named."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain import Outcome, OutcomeKind
from evals.documents import QUESTIONS, Question, Seen, figures, holds, missed, questions_from
from evals.plain_search import PEERS

ANSWERABLE = Question(
    id="a", text="until when", role="staff", sources=("a.md",), expected="by noon", half="tune"
)
UNANSWERABLE = replace(ANSWERABLE, id="b", sources=(), expected="")
OUTCOME = Outcome(
    kind=OutcomeKind.REPLY,
    turn_id="t",
    text="By noon.",
    language="en",
    as_of=datetime(2026, 11, 22, tzinfo=UTC),
)
RIGHT = Seen(
    question=ANSWERABLE,
    outcome=OUTCOME,
    cited=True,
    found=True,
    quoted=True,
    silent=False,
    peers=dict.fromkeys(PEERS, True),
)
WRONG = replace(RIGHT, cited=False, found=False, quoted=False, peers=dict.fromkeys(PEERS, False))
SILENT = replace(WRONG, question=UNANSWERABLE, silent=True)
CHATTY = replace(SILENT, silent=False)


def test_each_figure_counts_only_the_questions_it_is_about() -> None:
    counted = figures([RIGHT, WRONG, SILENT, CHATTY])
    assert {(count, of) for _, count, of in counted} == {(1, 2)}
    assert len(counted) == 4 + len(PEERS)


def test_what_went_wrong_is_listed_and_nothing_else() -> None:
    assert missed([RIGHT, SILENT]) == []
    assert len(missed([WRONG, CHATTY])) == 2


def test_emphasis_case_and_blanks_do_not_decide_what_a_text_holds() -> None:
    assert holds("Book **by\nNoon**, please", "by noon")
    assert not holds("Book by one", "by noon")


def test_both_halves_hold_questions_with_and_without_an_answer() -> None:
    questions = questions_from(QUESTIONS.read_text(encoding="utf-8").splitlines())
    assert len({question.id for question in questions}) == len(questions)
    for half in ("tune", "report"):
        own = [question for question in questions if question.half == half]
        assert {bool(question.sources) for question in own} == {True, False}
        assert all(question.expected for question in own if question.sources)
