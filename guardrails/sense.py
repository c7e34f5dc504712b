"""Does a passage say what a sentence says of it, in other words?

By sense: the values, enough of the content words, every word of state or commitment, the same denials, the
same "must", "may" and "need not", the same bounds, and for the same people and goods.
"""

import re
from collections.abc import Iterable, Sequence

from guardrails.clauses import Clause, Mood, clauses_of
from guardrails.duties import bounds_in, clash, duty_of, is_denying, opposite
from guardrails.passages import WORD, Keys, PassageText, Unit, content_keys
from guardrails.restrictions import restrictions_in, whom_in
from guardrails.states import COMMITMENTS, Word
from guardrails.values import Value

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
_STILL = re.compile(r"\bstill\b(?! not)|\b(?:immer )?noch\b(?! (?:nicht|kein))|\bweiterhin\b", re.I)
_NO_LONGER = re.compile(
    r"\bno longer\b|\bnot\b[^.;]{0,40}\bany ?(?:more|longer)\b|\b(?:nicht|kein\w*)\b[^.;]{0,30}\bmehr\b", re.I
)
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
        keys for word in WORD.finditer(text) if (keys := keys_of(word[0].casefold())) and not keys & known
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
    own = frozenset[str]().union(*(_without(unit, word, keys_of) for unit in units))
    return not rest or bool(rest & own)


def _without(unit: Unit, word: Word, keys_of: Keys) -> frozenset[str]:
    """Return the keys of a unit but for its words of the same state."""
    text = unit.text
    for one in unit.words:
        if _same(word, one):
            text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return content_keys(text, keys_of)


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


def _goes_on_or_ends(text: str, units: list[Unit], keys_of: Keys) -> bool:
    """Whether a sentence says "still" where the passage says "no longer", or the other way round."""
    words = [keys for word in WORD.finditer(text) if (keys := keys_of(word[0].casefold()))]
    near = [unit for unit in units if sum(bool(keys & unit.keys) for keys in words) >= 2]
    for said, other in ((_STILL, _NO_LONGER), (_NO_LONGER, _STILL)):
        if said.search(text) and not other.search(text):
            denied = any(other.search(unit.text) for unit in near)
            return denied and not any(said.search(unit.text) for unit in near)
    return False


def _turned_round(text: str, known: str) -> bool:
    """Whether a word stands here with "un-" and there without: opened boxes for unopened ones."""
    said, there = (frozenset(word.casefold() for word in WORD.findall(one)) for one in (text, known))
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
    if _goes_on_or_ends(text, units, keys_of):
        return "wrong_polarity"
    for clause in clauses_of(text):
        said = [keys for word in WORD.finditer(clause.text) if (keys := keys_of(word[0].casefold()))]
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
