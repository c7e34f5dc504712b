"""Bytes to text, kept verbatim: only a byte order mark is dropped, line ends stay as they are."""

import codecs
import re

from retrieval.documents.converters.extracted import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = dict.fromkeys([*(code for code in range(32) if chr(code) not in "\t\n\v\f\r\x1a"), 127])
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""")
NOT_TEXT = "is not text: it holds binary data"


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or UTF-32 with a mark, or else Windows-1252.

    Raises:
        UnreadableFile: the bytes are no text in any of these.
    """
    text = _decoded(data, ["utf-8", "cp1252"])
    _refuse_binary(text)
    return text


def decode_html(data: bytes) -> str:
    """Like `decode`, but what the page itself declares comes before Windows-1252."""
    declared = _CHARSET.search(data[:2048])
    names = ["utf-8", *([declared[1].decode("ascii")] if declared else []), "cp1252"]
    text = _decoded(data, names)
    _refuse_binary(text)
    return text


def _decoded(data: bytes, encodings: list[str]) -> str:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for encoding in [marked] if marked else encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableFile("is not text in UTF-8, UTF-16 or Windows-1252")


def _refuse_binary(text: str) -> None:
    """Text holds at most one control character in fifty, and never a zero."""
    sample = text[:1_000_000]
    control_characters = len(sample) - len(sample.translate(_CONTROL))
    if "\0" in sample or control_characters * 50 > len(sample):
        raise UnreadableFile(NOT_TEXT)
