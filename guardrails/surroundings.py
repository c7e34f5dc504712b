"""What the words around a run of digits say of it: a phone number, a card, or the number of an order.

The nearest word before it decides. Numbers of orders, products, parcels, deliveries and invoices are never
personal: look-ups need them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from guardrails.label_words import (
    ADDRESS,
    CARD,
    COMPOUNDS,
    IBAN,
    ICON,
    ID,
    LABEL,
    OPENINGS,
    PHONE,
    REFERENCE,
    VAT,
)
from guardrails.words import Read

__all__ = ["ADDRESS", "CARD", "IBAN", "ID", "PHONE", "REFERENCE", "VAT", "Labelled", "label_before"]

_WINDOW = 72
_PHONE_GAP = re.compile(r"[^\d;!?\n⟦⟧]{0,32}\n?[ \t>]*(?:\+|\()?")
_LOOSE_GAP = re.compile(r"[^\d;!?\n⟦⟧]{0,32}")
_TIGHT_GAP = re.compile(
    r"(?:[\s.:=#()/,'\"–-]|(?:numbers?|nos?|nrn?|nummern?|id|code|ref|is|was|ist|sind|are"
    r"|lautet|lauten|the|our|your|my"
    r"|der|die|das|mit|with|of|from|von|for|für|unsere|ihre|meine|unser|ihr|mein|at|by|per"
    r"|bei|via|and|und)\b)*",
    re.I,
)
_LISTED = re.compile(r"(?:[A-Z]{0,5}[/#-]?\d[\w/-]*\s*(?:,|;|&|/|\+|\n|and\b|und\b|or\b|oder\b)\s*)+\Z")
_LIST_END = re.compile(r"(?:[,;&/+\n]|and|und|or|oder)\s*\Z")
_GLUED = re.compile(
    r"(?:#\s?|\d ?[x×] ?|\b(?:units?|pcs|boxes|pieces) of |st(?:ü)?c?k\.? |"
    r"(?<![^\W_])[a-z]{1,6}[/-]|[^\W\d_]{2})\Z",
    re.I,
)
_PHONE_LINE = re.compile(r"[\n|•·,][ \t>*]*(?:T|M|P|F|D|H|Ph|Fon|Mob|Tel|Fax)[ \t]*[.:)]?[ \t]*\Z")
_PHONE_AFTER = re.compile(
    r"[ \t]*[(\[,–-]?[ \t]*(?:mobile?|cell|handy|tel(?:efon)?|phone|fax|office|büro|privat|landline|whatsapp"
    r"|(?:is|ist) (?:my|the|meine|unsere|die|his|her) (?:mobile|phone|cell|handy|telefon"
    r"|number|nummer|direct))\b",
    re.I,
)
_CARD_AFTER = re.compile(
    r"[ \t]*[(\[,;./–-]*[ \t]*(?:\(?(?:visa|master ?card|amex|maestro|credit card"
    r"|kreditkarte)\b|exp(?:iry|ires|\.)?\b|cvv|cvc|"
    r"valid (?:until|thru|to)|gültig bis|ablauf|(?:is|ist) (?:my|the|our|meine|unsere"
    r"|die) (?:credit |debit )?(?:card|kredit)\w*)",
    re.I,
)
_SECTION_BEFORE = re.compile(
    r"(?:§|\b(?:sections?|clauses?|chapters?|paragraphs?|rules?|versions?|ver|v|release"
    r"|sop|firmware|fw|software|sw|build|update"
    r"|abschnitte?s?|ziffern?|kapitel|punkt|absatz|regel|nr|no|rev|revision)\b\.?)[\s:]*"
    r"(?:(?:is|ist|to|auf|from|von)\s)?\Z|\bv\Z",
    re.I,
)


class Labelled(Read):
    """A text whose words for numbers are looked for once: `labels` are their ends and kinds, in order."""

    @cached_property
    def labels(self) -> list[tuple[int, str]]:
        found, end = list[tuple[int, str]](), 0
        for start in self._starts():
            if start >= end and (match := LABEL.match(self, start)):
                end = match.end()
                found.append((end, str(match.lastgroup)))
        icons = [(match.end(), PHONE) for match in ICON.finditer(self)] if not self.isascii() else []
        return sorted([*found, *icons])

    @cached_property
    def before(self) -> dict[tuple[int, bool], str | None]:
        """What `label_before` has said of a place: several recognizers ask."""
        return {}

    def _starts(self) -> Iterator[int]:
        """Yield where words begin that could be one for a number, by their first two letters or their end."""
        for word in self.words:
            parts = (
                [0, *(at + 1 for at, mark in enumerate(word.lower) if mark == "-")]
                if "-" in word.lower
                else (0,)
            )
            for part in parts:
                if word.lower[part : part + 2] in OPENINGS or word.lower.endswith(COMPOUNDS):
                    yield word.start + part


def label_before(text: str, start: int, *, lists: bool = True) -> str | None:
    """Return what the nearest word before a place calls what stands there, or None.

    `lists`: whether a word reaches over other numbers that are listed between ("orders 4711, 4712").
    """
    if not isinstance(text, Labelled):
        return _label_before(text, start, lists)
    if (start, lists) not in text.before:
        text.before[start, lists] = _label_before(text, start, lists)
    return text.before[start, lists]


def _label_before(text: str, start: int, lists: bool) -> str | None:
    if _GLUED.search(text[max(0, start - 8) : start]):
        return PHONE if _last(text, start) in ((start, PHONE), (start - 1, PHONE)) else REFERENCE
    if _PHONE_LINE.search("\n" * (start < 16) + text[max(0, start - 16) : start]):
        return PHONE
    start = _before_list(text, start) if lists else start
    end, kind = _last(text, start)
    reaches = {PHONE: _PHONE_GAP, REFERENCE: _TIGHT_GAP}.get(kind, _LOOSE_GAP)
    return kind if kind and start - end <= _WINDOW and reaches.fullmatch(text, end, start) else None


def is_reference_near(text: str, start: int) -> bool:
    """Whether a word for a reference stands before a place in the same sentence, nearer than any other."""
    start = _before_list(text, start)
    end, kind = _last(text, start)
    return kind == REFERENCE and start - end <= _WINDOW and bool(_LOOSE_GAP.fullmatch(text, end, start))


def tells_of(text: str, kind: str) -> bool:
    """Whether a text has a word for such a number anywhere."""
    labels = (text if isinstance(text, Labelled) else Labelled(text)).labels
    return any(found == kind for _, found in labels)


def ends_of(text: str, kind: str) -> list[int]:
    """Return where the words for such a number end."""
    labels = (text if isinstance(text, Labelled) else Labelled(text)).labels
    return [end for end, found in labels if found == kind]


def is_called_phone_after(text: str, end: int) -> bool:
    return bool(_PHONE_AFTER.match(text, end))


def is_called_card_after(text: str, end: int) -> bool:
    return bool(_CARD_AFTER.match(text, end))


def is_section(text: str, start: int) -> bool:
    """Whether four numbers with dots are a section or a version."""
    return bool(_SECTION_BEFORE.search(text[max(0, start - _WINDOW) : start]))


def _before_list(text: str, start: int) -> int:
    """Return where a list of references begins that ends right before a place, or the place."""
    window = text[max(0, start - _WINDOW) : start]
    if not _LIST_END.search(window[-8:]):
        return start
    listed = _LISTED.search(window)
    return start - len(window) + listed.start() if listed else start


def _last(text: str, start: int) -> tuple[int, str]:
    """Return the end and the kind of the last word for a number before a place, or no kind."""
    labels = (text if isinstance(text, Labelled) else Labelled(text)).labels
    at = bisect_right(labels, start, key=lambda label: label[0])
    return labels[at - 1] if at else (0, "")
