"""Is what a sentence says borne out by the evidence it cites? By value and sense, not by spelling (ADR 0013).

Every value must be one of the thing the sentence is about, in the role it is given; every word of state must
be so, as far as it is said to be; nothing may commit the company that the evidence does not say.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from guardrails import parties, standing
from guardrails.bearing import Bearing
from guardrails.clauses import Mood, clauses_of, is_asking
from guardrails.parts_of_names import Nouns
from guardrails.passages import Keys, PassageText, content_keys
from guardrails.quoting import without_quotes
from guardrails.reading import Placed, placed_values, values_in
from guardrails.sense import check_by_sense
from guardrails.sentences import ReadSentence, is_in, parts, whole_days
from guardrails.statements import Name, Source
from guardrails.states import COMMITMENTS, Word, words_in
from guardrails.subjects import Mention, Names
from guardrails.values import Day, Either, Number, Value

Facts = frozenset[Value]
_MARK = re.compile(r"\[\d{1,3}\]")


class Code(StrEnum):
    UNKNOWN_VALUE = "unknown_value"
    WRONG_SUBJECT = "wrong_subject"
    """The value or name is known, but of another thing or in another role."""
    WRONG_STATE = "wrong_state"
    WRONG_POLARITY = "wrong_polarity"
    COMMITMENT = "commitment"
    UNSUPPORTED_CITATION = "unsupported_citation"


def facts_in(text: str, *, year: int) -> Facts:
    """Return the values a text of evidence holds, every reading of each. Read once, ask for each sentence."""
    return frozenset(_each(values_in(text, year=year)))


def unsupported(sentence: str, evidence: Collection[Facts], *, year: int) -> tuple[Value, ...]:
    """Return the values of a sentence that no text of evidence holds; empty when all are borne out.

    `year` is the one a date without a year means.
    """
    return tuple(value for value in values_in(sentence, year=year) if not is_known(value, evidence))


def is_known(value: Value, evidence: Collection[Facts]) -> bool:
    if any(value in facts for facts in evidence):
        return True
    return any(value.agrees(fact) for facts in evidence for fact in facts)


def _each(values: Iterable[Value]) -> Iterator[Value]:
    for value in values:
        if isinstance(value, Either):
            yield from _each((value.first, value.second))
        else:
            yield value


def _own_word(word: str) -> frozenset[str]:
    return frozenset({word})


@dataclass
class Claims:
    """The evidence of one answer, taken apart once for all of its sentences.

    `today` is the day in the company's zone that relative days and dates without a year are counted from;
    `keys_of` gives what a word of a document is compared by.
    """

    sources: Mapping[str, Source]
    today: date
    keys_of: Keys = _own_word
    _facts: dict[str, Facts] = field(default_factory=dict, init=False)
    _nouns: dict[tuple[str, ...], Nouns] = field(default_factory=dict, init=False)
    _passages: dict[str, PassageText] = field(default_factory=dict, init=False)

    @cached_property
    def _names(self) -> Names:
        return Names(name for source in self.sources.values() for name in source.names)

    def findings(self, text: str, cited: Sequence[str], subject: str | None = None) -> tuple[Code, ...]:
        """Return why a sentence falls; empty when it stands. `subject`: its order, unless it names one."""
        if any(id_ not in self.sources for id_ in cited):
            return (Code.UNSUPPORTED_CITATION,)
        sources = [self.sources[id_] for id_ in dict.fromkeys(cited)]
        passages = [self._passage(source) for source in sources if source.passage]
        text, broken = without_quotes(_MARK.sub(" ", text), passages)
        if broken:
            return (Code.UNSUPPORTED_CITATION,)
        if not any(mark.isalnum() for mark in text):
            return ()
        if is_asking(text) or not sources:
            text = _SUGGESTED.sub(_asked_or_said(text), text)
        sentence = self._read(text, sources)
        if not sources:
            return self._uncited(sentence)
        if _about_sources(sentence, sources):
            return ()
        return tuple(dict.fromkeys(self._cited(sentence, sources, subject)))

    def order_of(self, text: str, cited: Sequence[str]) -> str | None:
        """Return the order a sentence is about, for the sentences after it: the one named first."""
        known = {name for id_ in cited if id_ in self.sources for name in self.sources[id_].names}
        orders = [one for one in self._names.mentions(text) if one.name.kind == "order"]
        return orders[0].name.key if orders and any(orders[0].name == name for _, name in known) else None

    def _read(self, text: str, sources: Sequence[Source]) -> ReadSentence:
        placed = placed_values(text, year=self._year, today=self.today)
        mentions = tuple(self._mentions(text, sources))
        inside = [(one.start, one.end) for one in mentions]
        free = tuple(one for one in whole_days(placed) if not is_in(one.start, one.end, inside))
        words = tuple(word for word in words_in(text) if not is_in(word.start, word.end, inside))
        return ReadSentence(text, parts(free, text), words, mentions)

    def _mentions(self, text: str, sources: Sequence[Source]) -> list[Mention]:
        known = self._names.mentions(text)
        if not any(source.is_complete for source in sources):
            return known
        ids = tuple(source.id for source in sources)
        if ids not in self._nouns:
            self._nouns[ids] = Nouns(
                name for source in sources if source.is_complete for name in source.names
            )
        return sorted((*known, *self._nouns[ids].mentions(text, known)), key=lambda one: one.start)

    @property
    def _year(self) -> int | None:
        """Of a date without one: this year; around its turn either may be meant."""
        return self.today.year if 31 < self.today.timetuple().tm_yday <= 320 else None

    def _cited(self, sentence: ReadSentence, sources: list[Source], subject: str | None) -> Iterator[Code]:
        typed = [source for source in sources if source.is_complete]
        passages = [self._passage(source) for source in sources if source.passage]
        texts = [self._text_facts(source) for source in sources]
        if passages:
            texts.append(frozenset({Number(frozenset({Decimal(len(passages))}))}))
        bearing = Bearing(typed, sentence.mentions, sentence.text, subject, self.today)
        yield from self._names_of_others(sentence, sources, bearing)
        if typed:
            yield from (Code(one) for one in parties.faults(sources, bearing, sentence.values))
        for placed in sentence.values:
            if not self._is_borne_out(placed, sentence, bearing, texts):
                yield Code.WRONG_SUBJECT if bearing.knows(placed.value) else Code.UNKNOWN_VALUE
        left = []
        for word in sentence.words:
            if typed and (code := standing.judge(word, bearing.masked, sentence.values, bearing)) is None:
                continue
            if typed and not passages:
                yield Code(code or Code.WRONG_STATE)
            left.append(word)
        if passages and _LABEL.fullmatch(sentence.text):
            return
        if passages and not any(source.is_complete for source in sources):
            yield from self._by_sense(sentence, passages, left)
        elif passages and left:
            yield from self._by_sense(sentence, passages, left, words_only=True)
        elif not typed and not passages:
            yield from self._of_plain_text(left)

    def _is_borne_out(
        self, placed: Placed, sentence: ReadSentence, bearing: Bearing, texts: list[Facts]
    ) -> bool:
        if bearing.sources and bearing.bears_out(placed, sentence.values):
            return True
        value = placed.value
        if bearing.sources and bearing.is_quantity(placed, sentence.values):
            return False
        if is_known(value, texts):
            return True
        today = Day(frozenset({(self.today.year, self.today.month, self.today.day)}))
        promises = any(one.state in COMMITMENTS and not one.denied for one in sentence.words)
        return not bearing.sources and value == today and not promises

    def _names_of_others(
        self, sentence: ReadSentence, sources: list[Source], bearing: Bearing
    ) -> Iterator[Code]:
        """A thing that the cited evidence does not know, or that belongs to another order."""
        known = {name for source in sources for _, name in source.names}
        text = " ".join(f"{source.text} {source.passage}" for source in sources).casefold()
        for mention in sentence.mentions:
            same_place = [one.name for one in sentence.mentions if one.start == mention.start]
            if not any(name in known for name in same_place):
                spelled = sentence.text[mention.start : mention.end].casefold()
                if spelled not in text:
                    yield Code.UNKNOWN_VALUE
            elif not any(
                bearing.belongs(mention._replace(name=name)) for name in same_place if name in known
            ):
                yield Code.WRONG_SUBJECT

    def _by_sense(
        self,
        sentence: ReadSentence,
        passages: list[PassageText],
        words: list[Word],
        *,
        words_only: bool = False,
    ) -> Iterator[Code]:
        code = check_by_sense(
            sentence.text,
            [placed.value for placed in sentence.values],
            passages,
            words=words,
            known=_GLUE,
            words_only=words_only,
        )
        if code:
            yield Code(code)

    def _of_plain_text(self, words: Iterable[Word]) -> Iterator[Code]:
        """Evidence that is neither an order nor a document: nothing was found, or a choice."""
        if any(word.state in COMMITMENTS and not word.denied for word in words):
            yield Code.COMMITMENT

    def _uncited(self, sentence: ReadSentence) -> tuple[Code, ...]:
        """Fixed words: no values, and no state but one that is denied, asked for or only possible."""
        found = [Code.UNKNOWN_VALUE] if any(_is_hard(one.value) for one in sentence.values) else []
        clauses = clauses_of(sentence.text, sentence.values)
        for word in sentence.words:
            own = next((one for one in clauses if one.start <= word.start < one.end), None)
            if own is None or own.mood is Mood.IF or own.denies(word.start) != word.denied:
                continue
            if word.state in COMMITMENTS:
                found.append(Code.COMMITMENT)
            elif own.mood is not Mood.MAY and word.state not in _HARMLESS:
                found.append(Code.COMMITMENT if own.mood is Mood.WILL or word.will else Code.WRONG_STATE)
        return tuple(dict.fromkeys(found))

    def _text_facts(self, source: Source) -> Facts:
        if source.id not in self._facts:
            self._facts[source.id] = facts_in(f"{source.text}\n{source.passage}", year=self.today.year)
        return self._facts[source.id]

    def _passage(self, source: Source) -> PassageText:
        if source.id not in self._passages:
            self._passages[source.id] = PassageText(
                source.passage, source.text, self.keys_of, self._text_facts(source)
            )
        return self._passages[source.id]


_HARMLESS = frozenset({"tracked", "carried", "open", "quotation", "unknown", "priority", "available"})
"""Nouns of the trade that assert nothing by themselves in a sentence without evidence."""
_GLUE: frozenset[str] = frozenset()
_SUGGESTED = re.compile(r"[“„\"][^“”„\"]{1,60}[”“\"]")
"""What a reader is asked to say is no claim: "Say “only late ones”"."""
_DOCUMENTS = re.compile(r"\b(?:documents|sources|policies|rules|unterlagen|dokumente|quellen|regeln)\b", re.I)
_LABEL = re.compile(r"\s*(?:[^\W\d][^.!?:*]{0,60}:\s)?(?:From|Aus)\s\*[^*]+\*[^¶]{0,160}:\s*(?:¶[\s….]*)+")
"""What stands before a quotation: "Rule: From *SOP Picking*, 1.3 Late deliveries: ¶"."""


def _asked_or_said(text: str) -> Callable[[re.Match[str]], str]:
    """Blank what a reader is asked to say, and the questions he may ask."""
    asking = is_asking(text)
    return lambda found: " " if asking or found[0][-2:-1] == "?" else found[0]


def _about_sources(sentence: ReadSentence, sources: Sequence[Source]) -> bool:
    """Whether a sentence only says how many sources there are: "Two documents disagree about this"."""
    if len(sources) < 2 or sentence.words or not _DOCUMENTS.search(sentence.text):
        return False
    return all(Number(frozenset({Decimal(len(sources))})).agrees(one.value) for one in sentence.values)


def _is_hard(value: Value) -> bool:
    return not (
        isinstance(value, Number) and value.spelled.casefold() in ("two", "zwei", "one", "a", "einer")
    )


__all__ = ["Claims", "Code", "Facts", "Name", "content_keys", "facts_in", "unsupported"]
