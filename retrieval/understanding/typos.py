"""Words within one typing error, without comparing with every word.

One edit leaves either the first or the second half of a word as it was, so two dictionaries of halves
hold every candidate; two letters swapped across the middle are tried one by one.
"""

from collections.abc import Iterable, Iterator

SHORTEST = 6
"""Letters a mistyped word must have: shorter ones are too often another word."""


def within_one_edit(left: str, right: str) -> bool:
    """Return whether one insertion, deletion or substitution turns one word into the other."""
    start, end = 0, min(len(left), len(right))
    while start < end and left[start] == right[start]:
        start += 1
    left, right = left[start:], right[start:]
    if len(left) == len(right):
        return left[1:] == right[1:]
    return left[1:] == right if len(left) > len(right) else left == right[1:]


class Lexicon:
    """Words that a mistyped one may have meant. Both must begin with the same letter.

    Values of the two dictionaries are words joined by spaces: a hundred thousand small lists would keep
    the garbage collector busy while the index is built.
    """

    def __init__(self, words: Iterable[str], *, shortest: int = SHORTEST) -> None:
        self._shortest = shortest
        self._words = {word for word in words if len(word) >= shortest}
        self._heads: dict[str, str] = {}
        self._tails: dict[str, str] = {}
        heads, tails = self._heads, self._tails
        for word in self._words:
            half = len(word) // 2
            head, tail = f"{len(word)}{word[:half]}", f"{len(word)}{word[half:]}"
            heads[head] = f"{heads[head]} {word}" if head in heads else word
            tails[tail] = f"{tails[tail]} {word}" if tail in tails else word

    def meant(self, word: str) -> str | None:
        """Return the known word one error away, None when there is none or no single one."""
        if len(word) < self._shortest or not word.isalpha():
            return None
        if word in self._words:
            return word
        meant = self._swapped(word) or self._edited(word)
        return meant.pop() if len(meant) == 1 else None

    def _swapped(self, word: str) -> set[str]:
        swaps = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1))
        return self._words.intersection(swaps)

    def _edited(self, word: str) -> set[str]:
        return {
            candidate
            for length in (len(word) - 1, len(word), len(word) + 1)
            for candidate in self._candidates(word, length)
            if candidate[0] == word[0] and within_one_edit(word, candidate)
        }

    def _candidates(self, word: str, length: int) -> Iterator[str]:
        half = length // 2
        yield from self._heads.get(f"{length}{word[:half]}", "").split()
        yield from self._tails.get(f"{length}{word[half - length :]}", "").split()
