"""The names of people the company knows: found by their first word, so that 100,000 cost no more than ten."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Directory:
    """Full names of private individuals. Reading it is safe from several threads; it is never changed."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in names:
            words = tuple(match[0].casefold() for match in _WORD.finditer(name))
            if words:
                self._by_first[words[0]].append(words)

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the place of each name in a text, half-open `[start, end)` in characters."""
        words = [(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]
        for at, (word, start, _) in enumerate(words):
            for name in self._by_first.get(word, ()):
                if tuple(one for one, *_ in words[at : at + len(name)]) == name:
                    yield start, words[at + len(name) - 1][2]


NOBODY = Directory(())
