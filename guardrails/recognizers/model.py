"""People found by a language model that is installed here; none is ever downloaded.

`named_spacy` loads an installed spaCy pipeline. A Presidio recognizer such as its `GLiNERRecognizer` goes in
through `guardrails.recognizers.presidio.FromPresidio`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guardrails.finding import Finding, RedactionError
from guardrails.recognizers.name_runs import Words

if TYPE_CHECKING:
    from spacy.language import Language

_PEOPLE = frozenset({"PERSON", "PER"})
_SCORE = 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class SpacyPeople:
    """The people a spaCy pipeline names, without those that belong to a company's name."""

    pipeline: "Language"
    name: str = "spaCy"

    def may_find(self, text: str) -> bool:
        return any(mark.isalpha() for mark in text)

    def find(self, text: str) -> Iterable[Finding]:
        for entity in self.pipeline(str(text)).ents:
            if entity.label_ in _PEOPLE and _is_person(entity.text, text, entity.start_char, entity.end_char):
                yield Finding(start=entity.start_char, end=entity.end_char, type="PERSON", score=_SCORE)


def named_spacy(pipeline: str) -> SpacyPeople:
    """Return the people of an installed pipeline.

    Raises: `RedactionError` when no such pipeline is installed here.
    """
    import spacy

    try:
        return SpacyPeople(pipeline=spacy.load(pipeline))
    except OSError:
        raise RedactionError(f"There is no spaCy pipeline {pipeline} installed here.") from None


def _is_person(value: str, text: str, start: int, end: int) -> bool:
    words = Words.of(text)
    inside = [at for at, word in enumerate(words.words) if start <= word.start and word.end <= end]
    return bool(inside) and "⟦" not in value and words.is_name(inside[0], inside[-1] + 1)
