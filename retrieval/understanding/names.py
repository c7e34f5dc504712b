"""Finding the names of the company's records in a message: customers, products, warehouses, people.

A dictionary from every word of a name to the names that hold it: building is linear, a look-up touches
only the words of the message. Longest run of words wins; a run that fits several records is an ambiguity.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from retrieval.orders.source import NamedRecord
from retrieval.question import Mention
from retrieval.understanding import warehouses
from retrieval.understanding.name_words import name_words, squeezed, with_legal_form
from retrieval.understanding.patterns import word_set
from retrieval.understanding.telling import Run, is_noun, is_telling, is_whole_name
from retrieval.understanding.text import Found, Word, overlaps
from retrieval.understanding.typos import Lexicon
from retrieval.understanding.words import EVERYDAY, GENERIC, NOT_MISTYPED

MOST_MEANINGS = 50
"""A word that fits more records than this names none of them."""

_KINDS = ("customer", "salesperson", "carrier", "warehouse", "product")
"""When a name fits records of several kinds equally well, the first of these is meant."""
_PACKAGING = re.compile(r"\([^)]*\)?")
_SMALL = word_set("a and das de der des die for in of on the und van von zu zum")
"""Words that no name in a message begins with."""
_JOINERS = frozenset({"and", "und"})
_GAP = re.compile(r"[ ,.&'()/+-]{0,4}")


class Form(NamedTuple):
    """One spelling of a record's name: its folded words without legal forms."""

    record: NamedRecord
    words: tuple[str, ...]


class _Match(NamedTuple):
    """A run of words from the message as the words of names (`keys`), and the forms that hold them all."""

    keys: tuple[str, ...]
    forms: list[int]
    end: int


def _spellings(record: NamedRecord) -> Iterable[tuple[str, ...]]:
    for name in (record.name, *record.aliases) if record.aliases else (record.name,):
        if record.kind == "product" and "(" in name:
            words = name_words(_PACKAGING.sub("", name))
        else:
            words = name_words(name)
        yield words
        if record.kind == "warehouse":
            yield from warehouses.translations(words)


class NameIndex:
    """Every name an asker may say. Build it once for a set of records; it never changes."""

    def __init__(self, records: Iterable[NamedRecord]) -> None:
        self._forms: list[Form] = []
        self._first: dict[str, int] = {}
        self._more: dict[str, list[int]] = {}
        self._codes: dict[str, NamedRecord] = {}
        self._private: dict[int, NamedRecord] = {}
        for record in records:
            if record.kind == "product" and record.key:
                self._codes[squeezed(record.key)] = record
            if record.kind == "customer" and not record.is_company:
                self._private[record.id] = record
            for words in _spellings(record):
                self._add(Form(record, words))
        self._lexicon = Lexicon(self._first.keys() - GENERIC - EVERYDAY)

    def _add(self, form: Form) -> None:
        place = len(self._forms)
        self._forms.append(form)
        for word in form.words:
            if self._first.setdefault(word, place) != place:
                self._more.setdefault(word, []).append(place)

    def product_with_code(self, code: str) -> NamedRecord | None:
        """Return the product with this SKU in any case, with or without hyphens."""
        return self._codes.get(squeezed(code))

    def private_customer(self, customer: int) -> NamedRecord | None:
        """Return the customer with this id who is a private individual."""
        return self._private.get(customer)

    def find(self, text: str, words: Sequence[Word], taken: Sequence[Found] = ()) -> tuple[Found, ...]:
        """Return the names in `text` outside of `taken`, in order of appearance.

        `words` are the words of the folded text; their spans are spans of `text`.
        """
        free = [word for word in words if not overlaps(word.start, word.end, taken)]
        found: list[Found] = []
        at = 0
        while at < len(free):
            name = self._name_at(text, free, at)
            if name is None:
                at += 1
                continue
            found.append(name)
            while at < len(free) and free[at].start < name.end:
                at += 1
        return tuple(found)

    def _name_at(self, text: str, words: Sequence[Word], at: int) -> Found | None:
        """Return the longest name that begins with this word."""
        for match in reversed(self._runs(text, words, at)):
            found = self._judged(text, words[at : match.end], match)
            if found is not None:
                return found
        return None

    def _runs(self, text: str, words: Sequence[Word], at: int) -> list[_Match]:
        """Return every run of words from here on that some one name holds, shortest first."""
        first = None if words[at].text in _SMALL else self._key(words[at].text)
        runs = [_Match((first,), self._holding(first), at + 1)] if first else []
        for place in range(at + 1, len(words) if runs else 0):
            if not _GAP.fullmatch(text, words[place - 1].end, words[place].start):
                break
            longer = self._longer(runs[-1], words[place].text, place)
            if longer is not None:
                runs.append(longer)
            elif words[place].text not in _JOINERS:
                break
        return runs

    def _longer(self, run: _Match, word: str, place: int) -> _Match | None:
        key = self._key(word)
        if key is None or key in run.keys:
            return None
        forms = self._narrowed(run, key)
        return _Match((*run.keys, key), forms, place + 1) if forms else None

    def _narrowed(self, run: _Match, key: str) -> list[int]:
        """Return those forms that hold `key` too, going through the shorter of both lists."""
        others = self._holding(key)
        if len(others) < len(run.forms):
            return [place for place in others if set(run.keys) <= set(self._forms[place].words)]
        return [place for place in run.forms if key in self._forms[place].words]

    def _holding(self, key: str) -> list[int]:
        return [self._first[key], *self._more.get(key, ())]

    def _key(self, word: str) -> str | None:
        """Return the word of a name that `word` is a spelling of."""
        stem = word.split("'", 1)[0]
        for spelled in (word.replace("'", ""), stem, *_other_numbers(stem)):
            if spelled in self._first:
                return spelled
        if stem in EVERYDAY or stem in GENERIC or stem in NOT_MISTYPED:
            return None
        return self._lexicon.meant(stem)

    def _judged(self, text: str, words: Sequence[Word], match: _Match) -> Found | None:
        """Return the run as a mention when it is enough to name somebody, None when it is not."""
        start, end = words[0].start, words[-1].end
        run = Run(keys=match.keys, spelled=text[start:end], before=text[:start], after=text[end:])
        forms = [self._forms[place] for place in match.forms]
        for records, weak in _readings(run, forms):
            if 0 < len(records) <= MOST_MEANINGS:
                return _mention(text, start, end, records, weak=weak)
        return None


def _readings(run: Run, forms: Sequence[Form]) -> Iterable[tuple[tuple[NamedRecord, ...], bool]]:
    """Yield what the run may mean, the surest first, and whether only a question of stock would mean it."""
    whole = [form for form in forms if is_whole_name(run, *form)]
    telling = _of_first_kind(form.record for form in forms if is_telling(run, *form))
    if len(run.keys) > 1 or any(name_words(form.record.name) == form.words for form in whole):
        yield _of_first_kind(form.record for form in whole), False
    yield _of_first_kind((*(form.record for form in whole), *telling)), False
    if is_noun(run.keys[-1]):
        yield _of_first_kind(form.record for form in forms if form.record.kind == "product"), True


def _other_numbers(stem: str) -> tuple[str, ...]:
    """Return other grammatical numbers of a word: a plural's singular, a singular's plural."""
    if len(stem) < 4 or not stem.isalpha():
        return ()
    return (stem[:-1],) if stem.endswith("s") else (stem + "s",)


def _of_first_kind(records: Iterable[NamedRecord]) -> tuple[NamedRecord, ...]:
    unique = {(record.kind, record.id): record for record in records}
    for kind in _KINDS:
        chosen = tuple(record for record in unique.values() if record.kind == kind)
        if chosen:
            return chosen
    return ()


def _mention(text: str, start: int, end: int, records: tuple[NamedRecord, ...], *, weak: bool) -> Found:
    end = with_legal_form(text, end)
    if records[0].kind == "warehouse":
        start, end = warehouses.widened(text, start, end)
    mention = Mention(kind=records[0].kind, spelled=text[start:end], records=records)
    return Found(start=start, end=end, thing=mention, weak=weak)
