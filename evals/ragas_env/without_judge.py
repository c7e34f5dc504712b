"""The metrics that need no judge: RAGAS compares ids and strings."""

import math
import re
from collections.abc import Awaitable, Callable

from ragas.dataset_schema import SingleTurnSample
from ragas.metrics import IDBasedContextPrecision, IDBasedContextRecall
from ragas.metrics.collections import CHRFScore, NonLLMStringSimilarity, RougeScore

from evals.ragas_env.id_lists import IdLists, for_precision, for_recall
from evals.ragas_env.run_files import Scored

Metric = Callable[[Scored], Awaitable[float | None]]
"""Returns a score in [0, 1], or None where the metric says nothing of the case."""

_MARKS = re.compile(r"\s*\[\d+\]|[*_`]")
_CLOSING_NOTE = re.compile(r"\n_[^\n]*_\s*$")


def metrics() -> dict[str, Metric]:
    precision, recall = IDBasedContextPrecision(), IDBasedContextRecall()
    similarity, rouge, chrf = NonLLMStringSimilarity(), RougeScore(), CHRFScore()

    async def id_precision(case: Scored) -> float | None:
        lists = for_precision(case)
        return await _compared(precision, lists) if lists.reference and lists.retrieved else None

    async def id_recall(case: Scored) -> float | None:
        lists = for_recall(case)
        return await _compared(recall, lists) if lists.reference else None

    def compared_with_reference(metric: NonLLMStringSimilarity | RougeScore | CHRFScore) -> Metric:
        async def score(case: Scored) -> float | None:
            if not case.reference or not case.wants_reply:
                return None
            result = await metric.ascore(reference=case.reference, response=plain(case.answer))
            return _number(result.value)

        return score

    return {
        "id_context_precision": id_precision,
        "id_context_recall": id_recall,
        "string_similarity": compared_with_reference(similarity),
        "rouge_l": compared_with_reference(rouge),
        "chrf": compared_with_reference(chrf),
    }


def plain(answer: str) -> str:
    """Return an answer without citation marks, emphasis and the note on how it was made."""
    return _MARKS.sub("", _CLOSING_NOTE.sub("", answer)).strip()


async def _compared(metric: IDBasedContextPrecision | IDBasedContextRecall, lists: IdLists) -> float | None:
    sample = SingleTurnSample(retrieved_context_ids=lists.retrieved, reference_context_ids=lists.reference)
    return _number(await metric.single_turn_ascore(sample))


def _number(value: float) -> float | None:
    number = float(value)
    return None if math.isnan(number) else round(number, 4)
