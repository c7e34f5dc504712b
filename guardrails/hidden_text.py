"""What a text says once its disguises are off: invisible marks, lookalike letters, encodings, reversed words.

Every reading keeps where it came from, so that a finding can be shown in the text as it was written.
"""

import base64
import binascii
import codecs
import contextlib
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from urllib.parse import unquote

_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2060\u2061\u2062\u2063\u2064\u3164\ufeff"
)
_TAGS = range(0xE0020, 0xE007F)
"""Unicode's tag characters: each hides an ASCII one."""
_LOOKALIKES = str.maketrans(
    "абвгеёзиіїјклмнопрсԁтуѕхһԛԝүαβεηικνορτυχγω",
    "abbreeziiijklmhonpcdtysxhqwyabenikvoptuxyw",
)
_LEET = str.maketrans("013457@$!|", "oieastasil")
_LEET_WORD = re.compile(r"(?<!\w)(?=[\w@$!|]*[a-z])(?=[\w@$!|]*[013457@$!|])[a-z013457@$!|]{3,20}(?!\w)")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W_][ ._*·-]{1,4}){4,}[^\W_](?![^\W_])")
_SPELLED = re.compile(r"(?P<gap>[ ._*·-]*)(?P<mark>[^\W_])")
_BASE64 = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{20,}={0,2}(?![\w+/=])")
_HEX = re.compile(r"(?<!\w)(?:[0-9a-f]{2}[ :]?){12,}(?!\w)", re.I)
_PERCENT = re.compile(r"[\w.~-]{0,40}(?:%[0-9a-f]{2}[\w.~-]{0,20}){3,}", re.I)
_ENTITIES = re.compile(r"(?:&#?\w{1,8};[^&\n]{0,12}){4,}")
_ESCAPES = re.compile(r"(?:\\(?:u[0-9a-f]{4}|x[0-9a-f]{2})){4,}", re.I)
_TABLE = re.compile(r"(?:^[^|\n]*\|[^\n]*(?:\n|\Z))+", re.M)
_RULE = re.compile(r"[\s|:-]*")
_WORD = re.compile(r"[a-z]{3,}")
_ACCENTED_BEFORE = "\u0530"
"""Latin, Greek and Cyrillic letters lose their accents; in other writing a mark makes another letter."""
_NO_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_READABLE = re.compile(
    r"\b(?:the|and|you|your|all|this|that|with|for|not|are|der|die|das|und|du|dir|alle|nicht|mit|den|dem|les?|des|vous|tout"
    r"|que|los|las|todas?|para|tutte?|che|het|een|alle|och|alla|nie|na|para)\b"
)
_FEWEST_READABLE = 2
"""Small words a reversed or shifted text has to hold to be worth reading: all others are gibberish."""
_MOST_PIECES = 20
"""Encoded pieces that are looked into; a text with more is searched for what it says openly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a text. `places[i]` is where character `i` of `text` stands in the original.

    A decoded piece has none: all of it stands where `piece` was, half-open.
    """

    text: str
    places: tuple[int, ...] = ()
    piece: tuple[int, int] = (0, 0)
    how: str = ""
    """What had to be undone: "" for the open text, else lookalikes, spaced, leet, reversed, encoded …"""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open place of `[start, end)` in the original."""
        covered = self.places[start:end]
        return (min(covered), max(covered) + 1) if covered else self.piece


def readings(text: str) -> Iterator[Reading]:
    """Yield the open text, folded, then what is hidden in it. Linear in the length of the text."""
    folded = _folded(text)
    yield folded
    yield from _disguised(folded)
    if _SPACED.search(text):
        yield _joined(text)
    for table in _TABLE.finditer(text):
        yield from _tables(table)
    for match in _pieces(text):
        for decoded in _decoded(match[0]):
            if len(_WORD.findall(decoded.lower())) >= 3:
                yield Reading(text=_folded(decoded).text, piece=match.span(), how="encoded")
    hidden = [(chr(ord(mark) - 0xE0000), at) for at, mark in enumerate(text) if ord(mark) in _TAGS]
    if hidden:
        marks, places = zip(*hidden, strict=True)
        yield Reading(text="".join(marks).lower(), places=places, how="invisible")


def _tables(table: "re.Match[str]") -> Iterator[Reading]:
    """Yield a table's cells joined by rows and by columns: an order may be cut over either."""
    lines = [line for line in table[0].splitlines() if not _RULE.fullmatch(line)]
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    columns = zip_longest(*rows, fillvalue="")
    for cells in (rows, columns):
        joined = " ".join(cell for line in cells for cell in line if cell)
        yield Reading(text=_folded(joined).text, piece=table.span(), how="table")


def count_invisible(text: str) -> int:
    """Return how many invisible marks stand inside words, where no writing system puts them."""
    return sum(
        _is_invisible(mark) and at > 0 and text[at - 1].isascii() and text[at - 1].isalnum()
        for at, mark in enumerate(text)
    )


def _folded(text: str) -> Reading:
    """Return the text in small letters without invisible marks; runs of blanks are one."""
    marks: list[str] = []
    places: list[int] = []
    for at, mark in enumerate(text):
        for one in _spelled(mark):
            if one == " " and marks and marks[-1] == " ":
                continue
            marks.append(one)
            places.append(at)
    plain = "".join(marks)
    return Reading(text=plain, places=tuple(places))


def _spelled(mark: str) -> str:
    if mark.isascii():
        return " " if mark in "\t\r\n\v\f" and mark != "\n" else mark.lower()
    if _is_invisible(mark):
        return ""
    if unicodedata.category(mark) == "So":  # a picture between words parts them
        return " "
    if "\u0300" <= mark <= "\u036f":
        return ""
    whole, parts = unicodedata.normalize("NFKC", mark), unicodedata.normalize("NFKD", mark)
    return (parts if parts[:1] < _ACCENTED_BEFORE else whole).casefold().translate(_NO_ACCENTS)


def _is_invisible(mark: str) -> bool:
    return mark in _INVISIBLE or unicodedata.category(mark) == "Cf" or "\ufe00" <= mark <= "\ufe0f"


def _disguised(folded: Reading) -> Iterator[Reading]:
    text = folded.text
    alike = _mixed_words(text)
    if alike != text:
        yield Reading(text=alike, places=folded.places, how="lookalikes")
    leet = _LEET_WORD.sub(lambda match: match[0].translate(_LEET), text)
    if leet != text:
        yield Reading(text=leet, places=folded.places, how="leet")
    for how, other in (("reversed", text[::-1]), ("rot13", codecs.encode(text, "rot13"))):
        if len(_READABLE.findall(other)) >= _FEWEST_READABLE:
            places = folded.places[::-1] if how == "reversed" else folded.places
            yield Reading(text=other, places=places, how=how)


def _mixed_words(text: str) -> str:
    """Read lookalikes as Latin letters in words that mix alphabets; a Russian sentence stays Russian."""
    return re.sub(
        r"[^\W\d_]+",
        lambda match: match[0].translate(_LOOKALIKES) if _is_mixed(match[0]) else match[0],
        text,
    )


def _is_mixed(word: str) -> bool:
    latin = sum("a" <= mark <= "z" for mark in word)
    alike = sum(ord(mark) in _LOOKALIKES for mark in word)
    return alike > 0 and (latin > 0 or alike == len(word))


def _joined(text: str) -> Reading:
    """Return the text with words that are spelled letter by letter written together.

    Wider gaps part words; where all gaps are alike the words run into each other.
    """
    marks: list[str] = []
    places: list[int] = []
    end = 0
    for match in _SPACED.finditer(text):
        marks += text[end : match.start()]
        places += range(end, match.start())
        for gap, mark in _SPELLED.findall(match[0]):
            marks.append(" " if len(gap) > 1 else "")
            marks.append(mark)
        places += _places_of(match)
        end = match.end()
    marks += text[end:]
    places += range(end, len(text))
    joined = _folded("".join(marks))
    return Reading(text=joined.text, places=tuple(places[at] for at in joined.places), how="spaced")


def _places_of(match: "re.Match[str]") -> Iterator[int]:
    for one in _SPELLED.finditer(match[0]):
        if len(one["gap"]) > 1:
            yield match.start() + one.start("gap")
        yield match.start() + one.start("mark")


def _pieces(text: str) -> list["re.Match[str]"]:
    found = [
        match
        for pattern in (_BASE64, _HEX, _PERCENT, _ENTITIES, _ESCAPES)
        for match in pattern.finditer(text)
    ]
    return found[:_MOST_PIECES]


def _decoded(piece: str) -> Iterator[str]:
    """Yield what an encoded piece may say, by every encoding it may have."""
    compact = re.sub(r"[ :]", "", piece)
    if re.fullmatch(r"(?:[0-9A-Fa-f]{2})+", compact):
        yield bytes.fromhex(compact).decode("utf-8", "replace")
    if re.fullmatch(r"[\w+/=-]+", piece):
        with_padding = piece.rstrip("=") + "=" * (-len(piece.rstrip("=")) % 4)
        with contextlib.suppress(binascii.Error, ValueError):
            yield base64.b64decode(with_padding, altchars=b"-_" if set(piece) & set("-_") else None).decode()
    if "%" in piece:
        yield unquote(piece)
    if "&" in piece:
        yield html.unescape(piece)
    if "\\" in piece:
        yield re.sub(r"\\[ux]([0-9a-fA-F]{2,4})", lambda match: chr(int(match[1], 16)), piece)
