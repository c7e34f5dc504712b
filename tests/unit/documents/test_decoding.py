import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.documents.converters.decoding import decode, decode_html
from retrieval.documents.converters.extracted import UnreadableFile

TEXT = "Straße 5, „Größe“: 12 €\r\nzweite Zeile\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big endian", "utf-32", "windows-1252"],
)
def test_reads_a_text_in_any_usual_encoding_and_keeps_its_line_ends(data: bytes) -> None:
    assert decode(data) == TEXT


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02binary",
        bytes(range(1, 256)) * 40,
        codecs.BOM_UTF16_LE + b"\x00\xd8x",
        b"short\x07\x08",
    ],
    ids=["zeros", "every byte", "broken utf-16", "control characters"],
)
def test_refuses_what_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="is not text"):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(UnreadableFile):
        assert isinstance(decode(data), str)


def test_a_page_may_declare_its_encoding() -> None:
    page = '<meta charset="iso-8859-2"><p>Łódź</p>'
    assert decode_html(page.encode("iso-8859-2")) == page


def test_a_page_that_declares_an_unknown_encoding_is_still_read() -> None:
    page = '<meta charset="klingon"><p>Größe</p>'
    assert decode_html(page.encode("cp1252")) == page
