"""Which metric of a judge says something of which case."""

from evals.ragas_env.run_files import Texts

HIGHER_IS_BETTER = {
    "faithfulness": True,
    "context_recall": True,
    "answer_relevancy": True,
    "factual_correctness": True,
    "noise_sensitivity": False,
}
_OF_AN_ANSWER = frozenset({"faithfulness", "answer_relevancy", "noise_sensitivity"})
"""They judge what was claimed; a refusal claims nothing."""
_WITH_REFERENCE = frozenset({"context_recall", "factual_correctness", "noise_sensitivity"})
_WITH_EVIDENCE = frozenset({"faithfulness", "context_recall", "noise_sensitivity"})


def says_something(name: str, texts: Texts, *, replied: bool) -> bool:
    return bool(
        texts.question
        and texts.answer
        and (replied or name not in _OF_AN_ANSWER)
        and (texts.reference or name not in _WITH_REFERENCE)
        and (texts.evidence or name not in _WITH_EVIDENCE)
    )
