"""Do the sources of an answer bear it out? Read from the answer as it was given, mark by mark.

This looks at the finished text and not at the draft, so that a mark put to the wrong sentence is found
though the guard let the draft pass.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evals.matching import agrees, squeezed, without_marks
from evals.runs import Answered
from guardrails.placeholders import PLACEHOLDER
from guardrails.reading import values_in
from guardrails.values import Either, Number, Value

_MARKS = re.compile(r"(?:\[\d+\])+")
_MARK = re.compile(r"\[(\d+)\]")
_QUOTE = re.compile(r"“([^”“]+)”|„([^“„]+)“")
_SHORTEST_QUOTE = 3
"""Words of a quote that is checked: shorter ones are names, or what to type next."""
_PIECE = re.compile(r"\s*(?:…|\[…\])\s*")
_ORDER_NUMBER = re.compile(r"[A-Z]+\d+")

Marked = tuple[str, tuple[int, ...]]


def marked_parts(text: str) -> Iterator[Marked]:
    """Yield what stands before each run of marks on its line, and the numbers; rows take those above them."""
    above: tuple[int, ...] = ()
    for line in text.splitlines():
        place = 0
        numbers: tuple[int, ...] = ()
        for marks in _MARKS.finditer(line):
            numbers = tuple(int(number) for number in _MARK.findall(marks[0]))
            yield line[place : marks.start()], numbers
            place = marks.end()
        rest = line[place:]
        if line.startswith("- ") and not numbers:
            yield rest, above
        else:
            above = numbers or above
        if numbers and rest.strip(" ._"):
            yield rest, numbers


def citations_hold(one: Answered, year: int) -> list[str]:
    """Return in words each mark without a source, and each value or quote its sources do not hold."""
    texts = {citation["n"]: _source_text(one, citation) for citation in one.answer["citations"]}
    as_of = _as_of(one)
    faults = []
    for part, numbers in marked_parts(one.text):
        unknown = [number for number in numbers if number not in texts]
        faults += [f"marks [{number}], which is no source" for number in unknown]
        source = "\n".join((*(texts[number] for number in numbers if number in texts), as_of))
        unborne = _unborne(part, source, year, sources=len(numbers))
        faults += [f"{value} is not in {_named(numbers)}" for value in unborne]
        faults += [f"“{quote[:60]}” is not in {_named(numbers)}" for quote in _unquoted(part, source)]
    return faults


def spans_hold(one: Answered) -> list[str]:
    """Return the cited passages whose source does not hold their text at their span."""
    cited = {(citation["source"], citation["start"]) for citation in one.answer["citations"]}
    return [
        f"{item['source']} does not hold the cited text at {item['start']}"
        for item in one.answer["evidence"]
        if item["id"] in one.seen.unheld and (item["source"], item["start"]) in cited
    ]


def cited_groups(one: Answered) -> list[bool]:
    """Return for each group of expected sources whether one of it is cited."""
    return [any(_is_cited(wanted, one) for wanted in group) for group in one.case.sources]


def unverified(one: Answered, year: int) -> list[str]:
    """Return values and placeholders of an answer that nothing read or asked accounts for."""
    known = [f"{item['source']}\n{item['text']}" for item in one.answer["evidence"]]
    known += [f"{cited['title']} {cited['version']} {cited['page']}" for cited in one.answer["citations"]]
    known += [one.case.text, *one.case.before, _as_of(one)]
    values = [
        value
        for part, numbers in marked_parts(one.text)
        if numbers
        for value in _unborne(part, "\n".join(known), year, sources=len(numbers))
    ]
    return [f"{value} is in no evidence" for value in values] + [
        f"the placeholder {left} is left" for left in PLACEHOLDER.findall(one.text)
    ]


def own_words(one: Answered) -> str:
    """Return the lines of an answer that quote no document: those may be in another language."""
    quoting = {citation["n"] for citation in one.answer["citations"] if citation["start"] is not None}
    return "\n".join(
        line
        for line in one.text.splitlines()
        if quoting.isdisjoint(int(number) for number in _MARK.findall(line))
    )


def _is_cited(wanted: str, one: Answered) -> bool:
    for citation in one.answer["citations"]:
        source = str(citation["source"])
        if source == wanted or source.endswith(f"/{wanted}"):
            return True
        if _ORDER_NUMBER.fullmatch(wanted) and re.search(
            rf"\b{re.escape(wanted)}\b", _source_text(one, citation)
        ):
            return citation["start"] is None
    return False


def _source_text(one: Answered, citation: Mapping[str, Any]) -> str:
    """Return all a cited source says: title, version, page, and the text of the evidence at its span."""
    place = (citation["source"], citation["start"], citation["end"])
    texts = [
        item["text"]
        for item in one.answer["evidence"]
        if (item["source"], item["start"], item["end"]) == place
    ]
    version = f"version {citation['version']} v{citation['version']}" if citation["version"] else ""
    page = f"page {citation['page']}" if citation["page"] else ""
    return "\n".join((str(citation["title"]), str(citation["source"]), version, page, *texts))


def _unborne(said: str, source: str, year: int, *, sources: int) -> list[str]:
    """Return the values that no source holds; "two documents disagree" counts the `sources` themselves."""
    known = list(_each(values_in(source, year=year)))
    return [
        _spelled(value)
        for value in values_in(without_marks(said), year=year)
        if not any(agrees(value, fact) for fact in known) and not _counts(value, sources)
    ]


def _counts(value: Value, sources: int) -> bool:
    return isinstance(value, Number) and value.spelled.isalpha() and value.readings == {sources}


def _unquoted(part: str, source: str) -> list[str]:
    plain = squeezed(source)
    return [
        quote
        for quote in ("".join(found) for found in _QUOTE.findall(part))
        if len(quote.split()) >= _SHORTEST_QUOTE
        and not all(squeezed(piece) in plain for piece in _PIECE.split(quote) if piece.strip())
    ]


def _each(values: Sequence[Value]) -> Iterator[Value]:
    for value in values:
        yield from _each((value.first, value.second)) if isinstance(value, Either) else (value,)


def _spelled(value: Value) -> str:
    """Return a value in a few characters, for people."""
    text = getattr(value, "text", None) or getattr(value, "spelled", None)
    if text:
        return str(text)
    if hasattr(value, "minutes"):
        return f"{value.minutes // 60:02}:{value.minutes % 60:02}"
    if hasattr(value, "dates"):
        return " or ".join(
            "-".join(str(part) for part in day if part) for day in sorted(value.dates, key=str)
        )
    return type(value).__name__.lower()


def _as_of(one: Answered) -> str:
    """Return the moment of an answer as it may be written: local time of the case, and its day."""
    return one.case.at.replace("T", " ")


def _named(numbers: Sequence[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)
