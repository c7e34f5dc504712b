"""What changed between two answers, word by word."""

import difflib
import re
from collections.abc import Iterator

_PIECE = re.compile(r"\s+|\S+")


def word_diff(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield pieces as ("same" | "gone" | "new", text), in reading order."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    for kind, i, j, k, n in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", "".join(old[i:j])
            continue
        if j > i:
            yield "gone", "".join(old[i:j])
        if n > k:
            yield "new", "".join(new[k:n])
