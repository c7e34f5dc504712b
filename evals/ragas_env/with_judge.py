"""The metrics that need a judge."""

import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from ragas.metrics.collections import (
    AnswerRelevancy,
    ContextRecall,
    FactualCorrectness,
    Faithfulness,
    NoiseSensitivity,
)

from evals.ragas_env.faults import JudgeFault
from evals.ragas_env.judge import Judge, prompt_version
from evals.ragas_env.run_files import Texts

MOST_EVIDENCE = 8
"""Pieces of evidence a judge is shown, best first: noise sensitivity asks twice for each."""
Verdict = Callable[[Texts], Awaitable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedMetrics:
    verdicts: dict[str, Verdict]
    prompts: str
    """The version of the prompts: a judge is calibrated for one."""

    async def score(self, name: str, texts: Texts) -> float:
        """Return a score in [0, 1].

        Raises: `JudgeFault`.
        """
        try:
            result = await self.verdicts[name](texts)
        except JudgeFault:
            raise
        except (ValueError, TypeError, IndexError):  # verdicts that do not fit together
            raise JudgeFault("inconsistent") from None
        value = float(result.value)
        if not math.isfinite(value):
            raise JudgeFault("no_verdict")
        return round(min(max(value, 0.0), 1.0), 4)  # a cosine may lie a hair above one, or below zero


def judged_metrics(judge: Judge) -> JudgedMetrics:
    faithfulness, recall = Faithfulness(llm=judge.llm), ContextRecall(llm=judge.llm)
    facts, noise = FactualCorrectness(llm=judge.llm), NoiseSensitivity(llm=judge.llm)
    verdicts: dict[str, Verdict] = {
        "faithfulness": lambda seen: faithfulness.ascore(
            user_input=seen.question, response=seen.answer, retrieved_contexts=_evidence(seen)
        ),
        "context_recall": lambda seen: recall.ascore(
            user_input=seen.question, retrieved_contexts=_evidence(seen), reference=seen.reference
        ),
        "factual_correctness": lambda seen: facts.ascore(response=seen.answer, reference=seen.reference),
        "noise_sensitivity": lambda seen: noise.ascore(
            user_input=seen.question,
            response=seen.answer,
            reference=seen.reference,
            retrieved_contexts=_evidence(seen),
        ),
    }
    prompts: list[Any] = [faithfulness.statement_generator_prompt, faithfulness.nli_statement_prompt]
    prompts += [
        recall.prompt,
        facts.prompt,
        facts.nli_prompt,
        noise.statement_prompt,
        noise.faithfulness_prompt,
    ]
    if judge.embeddings is not None:
        relevancy = AnswerRelevancy(llm=judge.llm, embeddings=judge.embeddings)
        verdicts["answer_relevancy"] = lambda seen: relevancy.ascore(
            user_input=seen.question, response=seen.answer
        )
        prompts.append(relevancy.prompt)
    return JudgedMetrics(verdicts=verdicts, prompts=prompt_version(prompts))


def _evidence(texts: Texts) -> list[str]:
    return list(texts.evidence[:MOST_EVIDENCE])
