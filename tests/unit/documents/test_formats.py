import io
import zipfile
from pathlib import PurePath

import pytest

from retrieval.documents.converters.extracted import UnreadableFile
from retrieval.documents.converters.formats import Format, check_content, format_of
from retrieval.documents.converters.limits import DEFAULT_LIMITS, Limits
from tests.unit.documents.files import docx_bytes, pdf_of_pages

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
PAGE = b"<!DOCTYPE html><html><body>Log in</body></html>"


def zipped(name: str, data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("declared", "data", "reason"),
    [
        ("pdf", PAGE, "is called PDF but is an HTML page"),
        ("pdf", b"just words", "is called PDF but is not one"),
        ("pdf", b"", "is empty"),
        ("text", b" \n\t", "is empty"),
        ("docx", b"just words", "is called docx but is not one"),
        ("docx", PAGE, "is called docx but is an HTML page"),
        ("docx", zipped("xl/workbook.xml", b"<x/>"), "has no Word document in it"),
        ("docx", b"PK\x03\x04 cut off", "or it is damaged"),
        ("docx", OLE, "is an old Office file"),
        ("docx", OLE + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        ("markdown", pdf_of_pages(["x"]), "is called markdown but is a PDF"),
        ("text", b"\x89PNG\r\n\x1a\n", "is called text but is an image"),
        ("html", zipped("a", b"b"), "is called html but is a zip archive"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_reported(
    declared: Format, data: bytes, reason: str
) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        check_content(declared, data, DEFAULT_LIMITS)


def test_a_document_that_swells_when_unpacked_is_reported() -> None:
    bomb = zipped("word/document.xml", bytes(5_000_000))
    assert len(bomb) < 50_000
    with pytest.raises(UnreadableFile, match="expands to more than 1 MB"):
        check_content("docx", bomb, Limits(expanded_bytes=1_000_000))


@pytest.mark.parametrize(
    ("declared", "data"),
    [
        ("pdf", pdf_of_pages(["x"])),
        ("pdf", b"\n\n" + pdf_of_pages(["x"])),
        ("docx", docx_bytes(lambda document: document.add_paragraph("x"))),
        ("html", PAGE),
        ("html", b"<p>fragment"),
        ("markdown", b"Text about %PDF- files"[:11]),
    ],
)
def test_honest_files_pass(declared: Format, data: bytes) -> None:
    check_content(declared, data, DEFAULT_LIMITS)


def test_formats_are_known_by_their_ending_in_any_case() -> None:
    assert [format_of(PurePath(name)) for name in ("A.PDF", "b.htm", "c.Markdown", "d.xlsx", "e")] == [
        "pdf",
        "html",
        "markdown",
        None,
        None,
    ]
