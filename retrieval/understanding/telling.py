"""Which words are enough to name a record, and which are only everyday words that a name also holds."""

import re
from dataclasses import dataclass

from retrieval.orders.source import NamedRecord
from retrieval.understanding import warehouses
from retrieval.understanding.name_words import name_words
from retrieval.understanding.patterns import word_set
from retrieval.understanding.words import EVERYDAY, GENERIC

_SHORTEST = {"carrier": 3, "product": 5, "salesperson": 3}
_SHORTEST_OTHER = 4
_VERB_BEFORE_UPS = re.compile(r"\b(follow|pick|back|start|set|mix|pop|check)[ -]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Neighbouring words of a message that some name holds, and the text around them."""

    keys: tuple[str, ...]
    spelled: str
    before: str
    after: str

    @property
    def has_capital(self) -> bool:
        return any(character.isupper() for character in self.spelled)


def is_whole_name(run: Run, record: NamedRecord, words: tuple[str, ...]) -> bool:
    """Return whether the run says the whole name, and says it as a name."""
    if set(words) != set(run.keys):
        return False
    if record.kind == "warehouse":
        return warehouses.is_meant(run.keys, run.before, run.after)
    if record.kind == "carrier":
        return not _VERB_BEFORE_UPS.search(run.before)
    if all(word in EVERYDAY or len(word) < 3 for word in words) and record.kind != "product":
        return run.spelled[:1].isupper() and bool(run.before.strip())
    return len(run.keys) > 1 or len(run.keys[0]) > 2


def is_telling(run: Run, record: NamedRecord, words: tuple[str, ...]) -> bool:
    """Return whether a part of the name is enough to mean this record."""
    if record.kind == "warehouse":
        return warehouses.is_meant(run.keys, run.before, run.after)
    if record.kind == "carrier" and _VERB_BEFORE_UPS.search(run.before):
        return False
    if record.kind == "customer" and _is_person(record, words):
        return len(run.keys) > 1
    if any(_is_own_word(key, record.kind) for key in run.keys):
        return True
    return len(run.keys) > 1 and _follow_each_other(run.keys, words) and _is_compound(run, record)


def is_noun(key: str) -> bool:
    """Return whether a word may name a kind of goods, if the question is about stock."""
    return len(key) >= 3 and key.isalpha() and (key in GENERIC or key in _GOODS or key not in EVERYDAY)


_GOODS = word_set("pallet pallets label labels carton cartons parcel light drill boxes")
"""Words of the trade that are also sold."""


def _is_person(record: NamedRecord, words: tuple[str, ...]) -> bool:
    """Return whether a spelling is a person's: a private customer's, or a contact's of a company."""
    return not record.is_company or not set(words).intersection(name_words(record.name))


def _is_own_word(key: str, kind: str) -> bool:
    """Return whether a word belongs to names and not to the language."""
    if key in GENERIC or key in EVERYDAY:
        return False
    return key.isalpha() and len(key) >= _SHORTEST.get(kind, _SHORTEST_OTHER)


def _follow_each_other(keys: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(words[at : at + len(keys)] == keys for at in range(len(words) - len(keys) + 1))


def _is_compound(run: Run, record: NamedRecord) -> bool:
    """Return whether everyday words together mean the record: "packing tape", "Delta Rail"."""
    if record.kind == "product":
        return len(run.keys[0]) > 2 and len(run.keys[1]) > 2
    return run.has_capital and not all(key in EVERYDAY for key in run.keys)
