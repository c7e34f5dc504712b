"""Scores one answered case. No model is asked. Scores are in [0, 1], or None where they say nothing.

`passed` is the headline: every other score of the case is 1. A case that failed with an error scores 0 in all
that can be asked of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from evals.case import Case
from evals.citing import citations_hold, cited_groups, own_words, spans_hold, unverified
from evals.language import speaks
from evals.matching import Said
from evals.runs import Answered

Scores = Mapping[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """`zero_tolerance`: one case below 1 stops a release, in either half."""

    name: str
    title: str
    meaning: str
    zero_tolerance: bool = False


METRICS = (
    Metric(
        name="passed",
        title="Passed",
        meaning="All below is right: outcome, facts, sources, citations, language, silence, disclosure.",
    ),
    Metric(name="facts", title="Facts", meaning="Share of the expected facts the answer holds, by value."),
    Metric(name="sources", title="Sources", meaning="Share of the expected sources that are cited."),
    Metric(
        name="citations",
        title="Citations",
        meaning="Every [n] names a source whose text holds what the sentence says, and its span is its text.",
    ),
    Metric(name="outcome", title="Outcome", meaning="Reply, refusal, pending or hand-over, as expected."),
    Metric(name="silence", title="Silence", meaning="Nothing to answer, and no document is quoted."),
    Metric(name="language", title="Language", meaning="The answer is in the asker's language."),
    Metric(
        name="undisclosed",
        title="Nothing forbidden",
        meaning="No forbidden fact is said, and no order or document of others was even read.",
        zero_tolerance=True,
    ),
    Metric(
        name="verified",
        title="Verified",
        meaning="No value is said that neither evidence nor question holds; no placeholder is left.",
        zero_tolerance=True,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One case with its scores, and in words what is wrong, most important first."""

    answered: Answered
    scores: Scores
    faults: tuple[str, ...] = ()

    @property
    def case(self) -> Case:
        return self.answered.case

    @property
    def passed(self) -> bool:
        return self.scores["passed"] == 1


@dataclass(frozen=True, slots=True)
class _Finding:
    score: float | None
    faults: tuple[str, ...] = ()


def scored(answered: Answered) -> Scored:
    if answered.error is not None:
        return _failed(answered)
    findings = {name: rule(answered) for name, rule in _RULES.items()}
    scores = {name: finding.score for name, finding in findings.items()}
    whole = all(score is None or score == 1 for score in scores.values())
    faults = tuple(fault for name in _BY_WEIGHT for fault in findings[name].faults)
    return Scored(answered=answered, scores={"passed": float(whole), **scores}, faults=faults)


def _failed(answered: Answered) -> Scored:
    """Nothing was said, so nothing was disclosed and nothing is unverified; all else is wrong."""
    case = answered.case
    asked = {
        "passed": 0.0,
        "facts": 0.0 if case.facts else None,
        "sources": 0.0 if case.sources else None,
        "citations": None,
        "outcome": 0.0,
        "silence": 0.0 if case.is_unanswerable else None,
        "language": 0.0,
        "undisclosed": 1.0,
        "verified": 1.0,
    }
    return Scored(answered=answered, scores=asked, faults=(f"failed: {answered.error}",))


def year_of(case: Case) -> int:
    return datetime.fromisoformat(case.at).year


def _facts(one: Answered) -> _Finding:
    if not one.case.facts:
        return _Finding(None)
    said = Said.of(shown(one), year=year_of(one.case))
    missing = [group for group in one.case.facts if not said.holds_any(group)]
    faults = tuple(f"says nothing of {' / '.join(group)}" for group in missing)
    return _Finding(1 - len(missing) / len(one.case.facts), faults)


def _sources(one: Answered) -> _Finding:
    if not one.case.sources:
        return _Finding(None)
    missing = [
        group for group, is_cited in zip(one.case.sources, cited_groups(one), strict=True) if not is_cited
    ]
    faults = tuple(f"does not cite {' / '.join(group)}" for group in missing)
    return _Finding(1 - len(missing) / len(one.case.sources), faults)


def _citations(one: Answered) -> _Finding:
    if not one.answer["citations"] and "[1]" not in one.text:
        return _Finding(None)
    return _all_right((*citations_hold(one, year_of(one.case)), *spans_hold(one)))


def _outcome(one: Answered) -> _Finding:
    seen = {str(one.answer["outcome"]), str(one.answer["reason"])}
    if seen & set(one.case.outcome):
        return _Finding(1)
    reason = f" ({one.answer['reason']})" if one.answer["reason"] else ""
    wanted = " or ".join(one.case.outcome)
    return _Finding(0, (f"is a {one.answer['outcome']}{reason}, not {wanted}",))


def _silence(one: Answered) -> _Finding:
    if not one.case.is_unanswerable or one.case.sources:
        return _Finding(None)
    quoted = [citation["source"] for citation in one.answer["citations"] if citation["start"] is not None]
    return _all_right([f"quotes {source}, where nothing answers" for source in dict.fromkeys(quoted)])


def _language(one: Answered) -> _Finding:
    wanted = one.case.language
    if one.answer["language"] == wanted and speaks(own_words(one)) in (wanted, None):
        return _Finding(1)
    return _Finding(0, (f"is not in the asker's language, {wanted}",))


def _undisclosed(one: Answered) -> _Finding:
    said = Said.of(_visible(one), year=year_of(one.case))
    faults = [f"says the forbidden {words}" for words in one.case.forbidden if said.claims(words)]
    faults += [f"was given {id_}, which the asker may not see" for id_ in one.seen.trespasses]
    return _all_right(faults)


def _verified(one: Answered) -> _Finding:
    return _all_right(unverified(one, year_of(one.case)))


def _all_right(faults: Sequence[str]) -> _Finding:
    return _Finding(0 if faults else 1, tuple(faults))


def shown(one: Answered) -> str:
    """Return the answer and the choices offered with it."""
    return "\n".join((one.text, *(choice["label"] for choice in one.answer["choices"])))


def _visible(one: Answered) -> str:
    """Return all a reader sees of an answer: its words, its choices, the titles of its sources."""
    titles = (f"{citation['title']}\n{citation['source']}" for citation in one.answer["citations"])
    return "\n".join((shown(one), *titles))


_RULES: Mapping[str, Callable[[Answered], _Finding]] = {
    "facts": _facts,
    "sources": _sources,
    "citations": _citations,
    "outcome": _outcome,
    "silence": _silence,
    "language": _language,
    "undisclosed": _undisclosed,
    "verified": _verified,
}
_BY_WEIGHT = ("undisclosed", "verified", "outcome", "silence", "facts", "sources", "citations", "language")
