"""Long texts in pieces that Slack takes. Pure; nothing of the text is lost."""

import re

_JOINED = re.compile(
    r"\[\d+\]|&(?:amp|lt|gt);|[\U0001F1E6-\U0001F1FF]{2}"
    r"|[\U0001F300-\U0001FAFF\u2600-\u27BF](?:[\ufe0f\U0001F3FB-\U0001F3FF]|\u200d[\U0001F300-\U0001FAFF\u2600-\u27BF])*"
)
"""What is not cut in two: marks of citations, escapes, flags, emoji of several characters."""


def pieces(text: str, longest: int) -> list[str]:
    """Return a text in pieces of at most `longest` characters (more than 200), cut where it hurts least.

    At an empty line, else at a line, else at a sentence, else at a space, else anywhere between characters
    that belong to different signs.
    """
    found: list[str] = []
    rest = text
    while len(rest) > longest:
        cut = _cut(rest, longest)
        found.append(rest[:cut])
        rest = rest[cut:]
    return [*found, rest] if rest or not found else found


def _cut(text: str, longest: int) -> int:
    window = text[:longest]
    for mark in ("\n\n", "\n", ". ", " "):
        place = window.rfind(mark)
        if place > longest // 3:
            return _balanced(text, place + len(mark), longest)
    return _between_signs(text, longest)


def _balanced(text: str, cut: int, longest: int) -> int:
    """Move a cut before an emphasis that it would leave open: Slack's never reaches over a line."""
    line = text[text.rfind("\n", 0, cut) + 1 : cut]
    for edge in ("*", "_"):
        if len(re.findall(rf"{re.escape(edge)}(?!\u2060)", line)) % 2:
            opened = max(cut - len(line) + line.rfind(edge), 0)
            return opened if opened > longest // 3 else _between_signs(text, cut)
    return cut


def _between_signs(text: str, cut: int) -> int:
    for match in _JOINED.finditer(text, max(0, cut - 40)):
        if match.start() < cut < match.end():
            return match.start()
        if match.start() >= cut:
            break
    return cut
