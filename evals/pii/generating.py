"""Texts of a distributor's mail with every value labelled: a template, filled from a seeded source."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from evals.pii import vocabulary as words
from evals.pii.values import PERSONAL, REFERENCES, Draw

KNOWN, UNKNOWN, STREET, TOWN, REFERENCE, COMPANY = (
    "PERSON in the directory",
    "PERSON not in it",
    "ADDRESS",
    "TOWN",
    "REFERENCE",
    "COMPANY",
)
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A value at `[start, end)` of the text."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    text: str
    labels: tuple[Label, ...]
    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The people a directory knows, as (first, last)."""

    known: Sequence[tuple[str, str]]


def samples(templates: Sequence[str], count: int, seed: int) -> tuple[list[Sample], list[str]]:
    """Return the texts, and the names of the directory that knows some of their people."""
    draw = random.Random(seed)  # noqa: S311  # generated texts keep no secret
    known = [_name(draw) for _ in range(400)]
    people = set(known)
    texts = [_sample(draw, templates[at % len(templates)], known, people) for at in range(count)]
    return texts, [f"{first} {last}" for first, last in known]


def directory_names(count: int, seed: int) -> Iterator[str]:
    """Yield made-up names that fill a directory to its size."""
    draw = random.Random(seed)  # noqa: S311  # generated texts keep no secret
    starts, ends = (
        [
            "Ba",
            "Be",
            "Bri",
            "Da",
            "Do",
            "Fe",
            "Ga",
            "Gre",
            "Ha",
            "Jo",
            "Ka",
            "Ko",
            "La",
            "Li",
            "Ma",
            "Mi",
            "No",
            "Pa",
            "Re",
            "Sa",
            "Si",
            "Ta",
            "To",
            "Va",
            "Wi",
            "Ya",
            "Zo",
        ],
        [
            "lin",
            "mar",
            "nas",
            "dor",
            "wig",
            "tus",
            "len",
            "bert",
            "rik",
            "gor",
            "sen",
            "tan",
            "vel",
            "zan",
            "ko",
        ],
    )
    firsts = [
        f"{start}{middle}{end}" for start in starts for middle in ("", "na", "re", "li") for end in ends
    ]
    for _ in range(count):
        yield (
            f"{draw.choice(firsts)} "
            f"{draw.choice(firsts)}{draw.choice(('mann', 'er', 'sky', 'ford', 'ini', ''))}"
        )


def _name(draw: Draw) -> tuple[str, str]:
    first = draw.choice(words.FIRST_RARE if draw.random() < 0.6 else words.FIRST_COMMON)
    last = draw.choice(words.LAST_RARE if draw.random() < 0.6 else words.LAST_COMMON)
    return first, last + (f"-{draw.choice(words.LAST_RARE)}" if draw.random() < 0.05 else "")


def _unknown(draw: Draw, people: set[tuple[str, str]]) -> tuple[str, str]:
    while (name := _name(draw)) in people:
        pass
    return name


def _sample(
    draw: Draw, template: str, known: Sequence[tuple[str, str]], people: set[tuple[str, str]]
) -> Sample:
    parts, labels, length = list[str](), list[Label](), 0
    filler = _Filler(draw=draw, known=draw.choice(known), unknown=_unknown(draw, people))
    for at, piece in enumerate(_SLOT.split(template)):
        value, kind = filler.value(piece) if at % 2 else (_with_typos(draw, piece), None)
        if kind:
            labels.append(Label(start=length, end=length + len(value), kind=kind))
        parts.append(value)
        length += len(value)
    return Sample(text=_in_case(draw, "".join(parts)), labels=tuple(labels), template=template)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filler:
    """One text tells of one known and one unknown person."""

    draw: Draw
    known: tuple[str, str]
    unknown: tuple[str, str]

    def value(self, slot: str) -> tuple[str, str]:
        """Return the value of a slot and its kind."""
        if slot in PERSONAL:
            kind, make = PERSONAL[slot]
            return make(self.draw), kind
        if slot in REFERENCES:
            return REFERENCES[slot](self.draw), REFERENCE
        return _OTHERS[slot](self)

    def pick(self, values: Sequence[str]) -> str:
        return self.draw.choice(values)


def _known_in_any_form(filler: _Filler) -> tuple[str, str]:
    first, last = filler.known
    forms = [f"{first} {last}"] * 4 + [
        f"{last}, {first}",
        f"{first.upper()} {last.upper()}",
        f"{first} {last.upper()}",
        f"{first[0]}. {last}",
        f"{first}  {last}",
        f"{first}\n{last}",
        f"{first.lower()} {last.lower()}",
        f"{first} M. {last}",
    ]
    folded = last.replace("ü", "ue").replace("ä", "ae").replace("ö", "oe")
    return filler.pick([*forms, f"{first} {folded}"]), KNOWN


def _mail(filler: _Filler) -> tuple[str, str]:
    first, last = (name.lower().replace(" ", "") for name in filler.unknown)
    local = filler.pick(
        [
            f"{first}.{last}",
            f"{first[0]}{last}",
            f"{last}+orders",
            f"{first}_{last}",
            "einkauf",
            "purchasing-eu",
        ]
    )
    return f"{local}@{filler.pick(words.HOSTS)}", "EMAIL"


def _said_mail(filler: _Filler) -> tuple[str, str]:
    name = filler.unknown[1].lower()
    return filler.pick(
        [
            f"{name} (at) firma-nord (dot) de",
            f"{name}[at]brightwater.example",
            f"{name} at brightwater dot com",
            f"{name} ät gmx punkt de",
        ]
    ), "EMAIL"


_OTHERS: dict[str, Callable[[_Filler], tuple[str, str]]] = {
    "known": _known_in_any_form,
    "known_last": lambda filler: (filler.known[1], KNOWN),
    "name": lambda filler: (" ".join(filler.unknown), UNKNOWN),
    "first": lambda filler: (filler.unknown[0], UNKNOWN),
    "last": lambda filler: (filler.unknown[1], UNKNOWN),
    "inverted": lambda filler: (", ".join(reversed(filler.unknown)), UNKNOWN),
    "initial": lambda filler: (f"{filler.unknown[0][0]}. {filler.unknown[1]}", UNKNOWN),
    "lower_name": lambda filler: (" ".join(filler.unknown).lower(), UNKNOWN),
    "email": _mail,
    "said_email": _said_mail,
    "street_de": lambda filler: (
        f"{filler.pick(words.STREETS_DE)} "
        f"{filler.draw.randrange(1, 180)}{filler.pick(['', '', '', 'a', ' b'])}",
        STREET,
    ),
    "street_en": lambda filler: (
        f"{filler.draw.randrange(1, 240)}{filler.pick(['', '', 'A'])} {filler.pick(words.STREETS_EN)}",
        STREET,
    ),
    "town_de": lambda filler: (filler.pick(words.TOWNS_DE), TOWN),
    "town_en": lambda filler: (filler.pick(words.TOWNS_EN), TOWN),
    "company": lambda filler: (filler.pick(words.COMPANIES), COMPANY),
}


def _with_typos(draw: Draw, text: str) -> str:
    """Return the words between the values with a letter swapped now and then."""
    if draw.random() > 0.12 or len(text) < 8:
        return text
    places = [
        at
        for at in range(1, len(text) - 2)
        if text[at].isalpha() and text[at + 1].isalpha() and text[at].islower()
    ]
    if not places:
        return text
    at = draw.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _in_case(draw: Draw, text: str) -> str:
    """Return the text, one in twelve in small letters, one in twenty-five in capitals; its length stays."""
    chance = draw.random()
    if chance < 1 / 12:
        return text.lower() if len(text.lower()) == len(text) else text
    if chance > 1 - 1 / 25:
        return "".join(mark.upper() if len(mark.upper()) == 1 else mark for mark in text)
    return text
