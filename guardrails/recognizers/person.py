"""People no directory knows: by the words around a name, by how it is written, by lists of names."""

from collections.abc import Iterable
from itertools import chain

from guardrails.finding import Finding
from guardrails.recognizers.listed_names import by_list
from guardrails.recognizers.name_cues import by_cue
from guardrails.recognizers.name_runs import TITLES, Words
from guardrails.recognizers.senders import by_mail
from guardrails.recognizers.signatures import at_the_end, under_a_rule

name = "person"
_WAYS = (by_cue, by_list, by_mail, at_the_end, under_a_rule)


def may_find(text: str) -> bool:
    return any(mark.isalpha() for mark in text)


def find(text: str) -> Iterable[Finding]:
    words = Words.of(text)
    for at, end, score in chain.from_iterable(by(words) for by in _WAYS):
        if words.is_name(at, end) and not _is_only_titles(words, at, end):
            yield Finding(
                start=words.words[at].start, end=words.words[end - 1].end, type="PERSON", score=score
            )


def _is_only_titles(words: Words, at: int, end: int) -> bool:
    return all(word.folded in TITLES for word in words.words[at:end])
