"""Does a passage of a document say what a sentence says of it? Word for word where quoted, else by sense.

By sense: the values, enough of the content words, every word of state or commitment, the same denials, the
same "must", "may" and "need not", and the same bounds. What a quotation leaves out must not deny it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from guardrails.clauses import Clause, Mood, clauses_of
from guardrails.duties import Duty, bounds_in, clash, duty_of, is_denying, opposite
from guardrails.restrictions import restrictions_in, whom_in
from guardrails.states import COMMITMENTS, Word, words_in
from guardrails.values import Either, Value

Keys = Callable[[str], frozenset[str]]
"""What a word is compared by: its stem, and those of its translations."""

_WORD = re.compile(r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*")
_MARKS = re.compile(r"\*\*|__|[*_`#|]|\\")
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "’": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " "})
_QUOTED = re.compile(r"[“„\"](?P<quote>[^“”„\"]{2,}(?:\"[^“”„\"]*\")?[^“”„\"]*)[”“\"]")
_UNIT_END = re.compile(r"(?<=[.!?…])[\"”“'’)\]]*\s+(?=[\"“„(*_\-•]*[A-ZÄÖÜ\d])|\n+")
_HEADING = re.compile(r"\s*(?:#{1,6}\s.*|(?:§\s*)?\d+(?:\.\d+)*\.?\s+\S.{0,70}[^.!?:;,])")
_EACH = re.compile(
    r"\b(?:per|each|every|started|je|pro|jede\w*|angefangene\w*)\s(?:started\s"
    r"|angefangene\s|working\s|full\s)?"
    r"(?P<unit>hour|day|week|month|year|order|line|stunde|tag|woche|monat|jahr|auftrag|position)",
    re.I,
)
_ENGLISH_UNIT = {
    "stunde": "hour",
    "tag": "day",
    "woche": "week",
    "monat": "month",
    "jahr": "year",
    "auftrag": "order",
    "position": "line",
}
_ROW = re.compile(r"^\s*\|")
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
_LEAST_COVERED = 0.34
_LEAST_WORDS = 3
_SAID_OTHERWISE = frozenset(
    {
        "waiting",
        "open",
        "ready",
        "inbound",
        "ordered",
        "available",
        "short",
        "carried",
        "scheduled",
        "promised",
    }
    | {"confirmed", "booked", "tracked", "unknown", "quotation", "expedite", "booked_in", "priority", "early"}
    | {"ship_complete", "split"}
)
"""States that a true sentence about a rule may name in words the rule does not use."""
_ALIKE = {
    "arrived": frozenset({"left", "inbound", "delivered"}),
    "left": frozenset({"arrived", "picked", "delivered"}),
    "delivered": frozenset({"left", "arrived"}),
    "refund": frozenset({"credit"}),
    "credit": frozenset({"refund", "compensation"}),
    "compensation": frozenset({"credit"}),
}
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|only|subject to|when|except|at most|wenn|falls|sofern|nur"
    r"|außer|es sei denn|höchstens|vorausgesetzt)\b",
    re.I,
)
_TO_YOU = re.compile(r"\b(?:you|your|we|we'll|i|sie|ihnen|ihr\w*|wir|ich)\b", re.I)
_ATTRIBUTED = re.compile(
    r"\b(?:contract|agreement|policy|sop|rule|clause|terms|section|according|per|under"
    r"|allows?|says?|states?|provides?"
    r"|vertrag\w*|richtlinie\w*|regel\w*|klausel|bedingung\w*|abschnitt|laut|gemäß|nach \d"
    r"|sieht vor|vorsieht|erlaubt)\b|§",
    re.I,
)


@dataclass(frozen=True)
class Unit:
    """A sentence, list item or table row of a passage (a row with the labels of its columns)."""

    text: str
    keys: frozenset[str]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return clauses_of(self.text)

    @cached_property
    def words(self) -> list[Word]:
        return words_in(self.text)


@dataclass
class PassageText:
    """A passage, taken apart once for all sentences of an answer that cite it."""

    text: str
    about: str
    keys_of: Keys
    facts: frozenset[Value]
    _units: list[Unit] | None = field(default=None, init=False)

    @cached_property
    def plain(self) -> str:
        return squeezed("\n".join(_ended(line) for line in self.text.splitlines()))

    @cached_property
    def keys(self) -> frozenset[str]:
        return self.about_keys.union(*(unit.keys for unit in self.units))

    @cached_property
    def about_keys(self) -> frozenset[str]:
        return content_keys(self.about, self.keys_of)

    @cached_property
    def units(self) -> list[Unit]:
        return [Unit(text, content_keys(text, self.keys_of)) for text in _units_of(self.text)]

    def holds_quote(self, quote: str) -> bool:
        """Whether these words stand in the passage, and what they are cut out of does not deny them."""
        wanted = squeezed(quote).strip(" .,;:")
        place = self.plain.find(wanted)
        while place >= 0:
            end = place + len(wanted)
            if _is_whole(self.plain, place, end) and not _is_denied_outside(self.plain, place, end):
                return True
            place = self.plain.find(wanted, place + 1)
        return False

    def holds_row(self, row: str) -> bool:
        """Whether the cells of a row, with or without the labels of their columns, stand in one line."""
        lines = [squeezed(line.replace("|", " | ")) for line in self.text.splitlines()]
        for part in row.split(" … "):
            cells = [cell.strip(" .;") for cell in part.split(" · ")]
            values = [squeezed(cell.split(": ", 1)[-1]) for cell in cells]
            labels = [squeezed(cell.split(": ", 1)[0]) for cell in cells if ": " in cell]
            in_line = any(all(value in line for value in values) for line in lines)
            if not in_line or not all(label in self.plain for label in labels):
                return False
        return True


def _ended(line: str) -> str:
    """A heading ends as a sentence does: what stands under it is not part of it."""
    return f"{line}." if _HEADING.fullmatch(line) else line


def squeezed(text: str) -> str:
    return " ".join(_MARKS.sub("", text).translate(_DASHES).split()).casefold()


def content_keys(text: str, keys_of: Keys) -> frozenset[str]:
    return frozenset().union(*(keys_of(word[0].casefold()) for word in _WORD.finditer(text)))


def quotes_in(text: str) -> Iterator[re.Match[str]]:
    return _QUOTED.finditer(text)


def _is_whole(text: str, start: int, end: int) -> bool:
    return (start == 0 or not text[start - 1].isalnum()) and (end >= len(text) or not text[end].isalnum())


def _is_denied_outside(text: str, start: int, end: int) -> bool:
    """Whether the sentence a quotation is cut out of denies it in the words right before."""
    before = re.split(r"[.!?;:|]\s|\s-\s", text[max(0, start - 120) : start])[-1]
    return bool(before.strip()) and is_denying(before)


def _units_of(text: str) -> Iterator[str]:
    header = ""
    for line in text.splitlines():
        if _ROW.match(line) or "\t" in line:
            if _RULE.match(line):
                continue
            row = " ".join(re.split(r"[|\t]", line))
            yield f"{row} {header}" if header else row
            header = header or row
        elif line.strip():
            header = ""
            yield from (part for part in _UNIT_END.split(line) if part and part.strip())
    joined = " ".join(text.split())
    if "\n" in text.strip() and "|" not in text:
        yield from (part for part in _UNIT_END.split(joined) if part.strip())


def check_by_sense(
    text: str,
    values: Sequence[Value],
    passages: Sequence[PassageText],
    *,
    words: Iterable[Word],
    known: frozenset[str],
    words_only: bool = False,
) -> str | None:
    """Return why passages do not bear a text out, as a code of `guardrails.claims`; None when they do.

    `words` are its words of state that nothing else bears out; `known` the keys of words it may use freely.
    """
    keys_of = passages[0].keys_of
    content = [
        keys for word in _WORD.finditer(text) if (keys := keys_of(word[0].casefold())) and not keys & known
    ]
    held = frozenset().union(*(passage.keys for passage in passages))
    covered = sum(bool(keys & held) for keys in content)
    agreed = sum(any(value.agrees(fact) for one in passages for fact in one.facts) for value in values)
    total = len(content) + 2 * len(values)
    if not words_only and len(content) >= _LEAST_WORDS and covered + 2 * agreed < _LEAST_COVERED * total:
        return "unsupported_citation"
    about = frozenset().union(*(passage.about_keys for passage in passages))
    wanted = frozenset().union(*content) if content else frozenset()
    units = _best([unit for passage in passages for unit in passage.units], wanted - about or wanted)
    every = [unit for passage in passages for unit in passage.units]
    if not words_only and restrictions_in(text) - _restrictions(passages):
        return "unsupported_citation"
    if not words_only and any(not keys_of(word) & held for word in whom_in(text) if keys_of(word)):
        return "unsupported_citation"
    wrong = _wrong_word(text, words, units, every, keys_of)
    return wrong if wrong or words_only else _wrong_sense(text, units, keys_of)


def _restrictions(passages: Sequence[PassageText]) -> frozenset[str]:
    return restrictions_in(" ".join(f"{one.text} {one.about}" for one in passages))


def _best(units: list[Unit], wanted: frozenset[str]) -> list[Unit]:
    scored = sorted(
        ((len(unit.keys & wanted), -place, unit) for place, unit in enumerate(units)),
        key=lambda one: one[:2],
        reverse=True,
    )
    if not scored or not scored[0][0]:
        return []
    best = scored[0][0]
    return [unit for score, _, unit in scored[:4] if score >= 0.6 * best]


def _wrong_word(
    text: str, words: Iterable[Word], units: list[Unit], every: list[Unit], keys_of: Keys
) -> str | None:
    clauses = clauses_of(text)
    for word in words:
        denied = word.denied != _denied_at(clauses, word)
        known = [(one, unit) for unit in units for one in unit.words if _same(word, one)]
        further = [(one, unit) for unit in every for one in unit.words if _same(word, one)]
        if word.state in COMMITMENTS and denied and not known:
            continue
        if not further:
            if word.state in COMMITMENTS:
                return "commitment"
            if word.state not in _SAID_OTHERWISE:
                return "wrong_state"
            continue
        if word.state in COMMITMENTS and not denied:
            own = [unit for _, unit in known or further]
            if _lacks_its_condition(text, own) or not _says_more(text, word, own, keys_of):
                return "commitment"
    return None


def _says_more(text: str, word: Word, units: list[Unit], keys_of: Keys) -> bool:
    """Whether a passage that has the word of a promise made to the reader has anything else of it."""
    if _ATTRIBUTED.search(text) or not _TO_YOU.search(text):
        return True
    rest = content_keys(f"{text[: word.start]} {text[word.end :]}", keys_of)
    own = frozenset[str]().union(*keys_near(units, word, keys_of))
    return not rest or bool(rest & own)


def keys_near(units: list[Unit], word: Word, keys_of: Keys) -> Iterator[frozenset[str]]:
    """Yield the keys of the clauses in which units have a word of the same state."""
    for unit in units:
        for one in unit.words:
            if _same(word, one):
                near = next((c for c in unit.clauses if c.start <= one.start < c.end), None)
                yield content_keys(near.text if near else unit.text, keys_of)


def _rates(text: str) -> frozenset[str]:
    """Return what a text counts by: "for each started week"."""
    units = (found["unit"].lower() for found in _EACH.finditer(text))
    return frozenset(_ENGLISH_UNIT.get(unit, unit) for unit in units)


def _same(word: Word, other: Word) -> bool:
    return word.state == other.state or other.state in _ALIKE.get(word.state, ())


def _lacks_its_condition(text: str, units: list[Unit]) -> bool:
    """Whether a promise to the reader leaves out the condition under which the passage makes it."""
    if _ATTRIBUTED.search(text) or not _TO_YOU.search(text) or _CONDITION.search(text):
        return False
    return all(_CONDITION.search(unit.text) for unit in units)


def _denied_at(clauses: Sequence[Clause], word: Word) -> bool:
    return any(one.denies(word.start) for one in clauses if one.start <= word.start < one.end)


def _turned_round(text: str, known: str) -> bool:
    """Whether a word stands here with "un-" and there without: opened boxes, where unopened ones are meant."""
    said, there = (frozenset(word.casefold() for word in _WORD.findall(one)) for one in (text, known))
    plain = any(f"un{word}" in there for word in said - there if len(word) > 3)
    return plain or any(word[:2] == "un" and word[2:] in there for word in said - there if len(word) > 5)


def _wrong_sense(text: str, units: list[Unit], keys_of: Keys) -> str | None:
    """Compare each clause with those of the passage that say most of the same: denials, duties, bounds."""
    theirs = [(clause, content_keys(clause.text, keys_of)) for unit in units for clause in unit.clauses]
    whole = [(unit.text, unit.keys) for unit in units]
    if not theirs:
        return None
    claimed_bounds = bounds_in(text)
    known_bounds = frozenset().union(*(bounds_in(unit_text) for unit_text, _ in whole))
    if any(bound not in known_bounds and opposite(bound) in known_bounds for bound in claimed_bounds):
        return "wrong_polarity"
    known_rates = frozenset[str]().union(*(_rates(unit_text) for unit_text, _ in whole))
    if known_rates and _rates(text) - known_rates:
        return "unknown_value"
    if not is_denying(text) and _turned_round(text, " ".join(unit_text for unit_text, _ in whole)):
        return "wrong_polarity"
    for clause in clauses_of(text):
        said = [keys for word in _WORD.finditer(clause.text) if (keys := keys_of(word[0].casefold()))]
        if len(said) < 2 or (clause.mood is Mood.IF and len(said) < 3):
            continue
        scores = [(sum(bool(keys & other_keys) for keys in said), other) for other, other_keys in theirs]
        best = max(score for score, _ in scores)
        if best < 2 and best < 0.5 * len(said):
            continue
        near = [other for score, other in scores if score >= max(1, 0.8 * best)]
        if not any(is_denying(other.text) == is_denying(clause.text) for other in near):
            return "wrong_polarity"
        alike = [other for other in near if is_denying(other.text) == is_denying(clause.text)]
        duty = duty_of(clause.text)
        if all(clash(duty, duty_of(other.text)) for other in alike):
            return "wrong_polarity"
    return None


__all__ = ["Duty", "Either", "Keys", "PassageText", "check_by_sense", "quotes_in", "squeezed"]
