"""Streets with a house number, as written in several countries."""

from collections.abc import Iterator

from guardrails.name_lists import also_words, first_names, not_names, surnames, trades
from guardrails.recognizers import street_patterns as patterns
from guardrails.words import fold, words_of


def streets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of streets with a number; several can overlap.

    A pattern is tried only where the text holds a word that it needs.
    """
    if not patterns.QUICK.search(text):
        return
    lowers = {word.lower for word in words_of(text)}
    yield from _by_last_word(text, lowers)
    for match in patterns.BEFORE_POSTCODE.finditer(text):
        if not _is_thing(match["street"], first=False):
            yield match.span()
    for pattern, needed in (
        (patterns.PREFIXED, patterns.OPENERS),
        (patterns.ROMANCE, patterns.ROMANCE_WORDS),
        (patterns.LOWER_ENGLISH, patterns.TYPE_WORDS),
    ):
        for match in pattern.finditer(text) if not needed.isdisjoint(lowers) else ():
            if not (match["street"] and _is_thing(match["street"])):
                yield match.span()
    yield from _english(text, lowers)


def _by_last_word(text: str, lowers: set[str]) -> Iterator[tuple[int, int]]:
    strong = (
        (patterns.GERMAN, patterns.LOWER)
        if any(word.endswith(patterns.ENDS_STRONG + patterns.ENDS_WEAK) for word in lowers)
        else ()
    )
    for pattern in strong:
        for match in pattern.finditer(text):
            if not patterns.NO_STREET.search(match["street"]) and not _is_thing(match["street"]):
                yield _start(text, match.start()), match.end()
    if any(word.endswith(patterns.ENDS_WEAK) for word in lowers):
        for match in patterns.WEAK_GERMAN.finditer(text):
            if not _is_thing(match["street"]):
                yield match.span()


def _english(text: str, lowers: set[str]) -> Iterator[tuple[int, int]]:
    rare = not patterns.RARE_WORDS.isdisjoint(lowers)
    if rare:
        for match in patterns.OF_A_NAME.finditer(text):
            named = fold(match["named"])
            if named in first_names() or (named in surnames() and named not in also_words()):
                yield match.span()
    if rare or not patterns.TYPE_WORDS.isdisjoint(lowers):
        tried = (
            (patterns.ENGLISH, patterns.UNIT_LINE)
            if not patterns.UNIT_WORDS.isdisjoint(lowers)
            else (patterns.ENGLISH,)
        )
        for pattern in tried:
            yield from (match.span() for match in pattern.finditer(text))
    if not lowers.isdisjoint(("box", "pobox", "postbox", "postfach", "postale", "apartado")):
        for pattern in (patterns.BOX, patterns.MILITARY):
            yield from (match.span() for match in pattern.finditer(text))


def _start(text: str, start: int) -> int:
    """Return where a street begins, with the words of its name that stand before the last one."""
    before = patterns.BEFORE_STREET.search(text[max(0, start - patterns.LONGEST_NAME) : start])
    words = before[0].split() if before else []
    while words and (first := fold(words[0])) in not_names() and first not in patterns.OF_STREETS:
        words.pop(0)
    return start - len(before[0]) + before[0].find(words[0]) if before and words else start


def _is_thing(street: str, *, first: bool = True) -> bool:
    """Whether the words before a number are goods or a day, no street; `first`: by the first word too."""
    words = [fold(word) for word in street.split()]
    if len(words) > 1 and words[-1] in patterns.PLACES:
        return False
    return (
        words[-1] in not_names()
        or words[-1] in trades()
        or (first and words[0] in not_names() and words[0] not in patterns.OF_STREETS)
    )
