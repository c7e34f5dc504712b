"""Reads what is compared as it is written: references, links, and numbers of sections and versions."""

import re

from guardrails.reading.currencies import CODE
from guardrails.reading.numerals import GROUPED
from guardrails.reading.reader import Reader, text_before
from guardrails.values import Link, Reference, Section, Value

_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"'()\[\]\0]+", re.I)
_SECTION = re.compile(r"\d+(?:\.\d+)*(?!\w)")
_SECTION_WORD_BEFORE = re.compile(
    r"(?:§|\b(?:sections?|clauses?|chapters?|paragraphs?|abschnitt(?:e|s|es)?|ziffern?|kapitels?|absatz|punkt))\s*$",
    re.I,
)
_SEVERAL_DOTS = re.compile(r"(?<![\w.,])\d+(?:\.\d+){2,}(?!\w|,\d)")
_REFERENCE = re.compile(
    r"(?<![\w/])(?=[A-Z0-9/-]*\d)(?:[A-Z]+[A-Z0-9]*(?:[/-][A-Z0-9]+)+|[A-Z]{1,6}\d[A-Z0-9]*(?:\.\d+)*|(?=\d*[A-Z])[A-Z0-9]{8,})"
    r"(?![\w/])",
    re.I | re.ASCII,
)
_PLAIN = re.compile(r"[A-Z]{1,6}\d+")
_MEASURE = re.compile(rf"\d{{1,6}}[A-Z]+|\d+(?:X\d+)+[A-Z]*|{CODE}[\d.]+")


def _link(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    return (Link(match[0].rstrip(".,;:!?…")),)


def _section(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    return (
        (Section(match[0]),)
        if _SECTION_WORD_BEFORE.search(text_before(match, most=len(" abschnittes ")))
        else ()
    )


def _several_dots(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    return () if GROUPED.fullmatch(match[0]) else (Section(match[0]),)


def _reference(match: re.Match[str], _: int | None) -> tuple[Value, ...]:
    """S00042/S00043 are two orders. 400x300x200 and 24hours are measures, words without a digit are words."""
    text = match[0].upper()
    if not any(mark.isdigit() for mark in text) or _MEASURE.fullmatch(text):
        return ()
    parts = re.split("[/-]", text)
    if len(parts) > 1 and all(_PLAIN.fullmatch(part) for part in parts):
        return tuple(Reference(part) for part in parts)
    return (Reference(text),)


LINK_READERS: tuple[Reader, ...] = (Reader(_LINK, _link, at_numerals=False),)
SECTION_READERS: tuple[Reader, ...] = (Reader(_SECTION, _section),)
REFERENCE_READERS: tuple[Reader, ...] = (
    Reader(_REFERENCE, _reference, at_numerals=False),
    Reader(_SEVERAL_DOTS, _several_dots),
)
