"""PDF to text, page by page, in the order the file draws it.

Lines of a paragraph are joined, words divided at a line end are made whole, running heads and page numbers
are dropped, and headings are told by their size, weight or number.
"""

import io
from typing import TYPE_CHECKING

from retrieval.documents.converters.extracted import Extracted, TextBuilder, UnreadableFile
from retrieval.documents.converters.limits import Limits
from retrieval.documents.converters.pdf_lines import Line, LineCollector, without_running_heads
from retrieval.documents.converters.pdf_paragraphs import Layout, paragraphs

if TYPE_CHECKING:
    from pypdf import PdfReader

_ENCRYPTED = "is encrypted: save it without a password"


def extract_pdf(data: bytes, limits: Limits) -> Extracted:
    """Return the text of a PDF and where its pages begin.

    Raises:
        UnreadableFile: encrypted, damaged, too many pages, or pictures of text only.
    """
    reader = _opened(data)
    if len(reader.pages) > limits.pages:
        raise UnreadableFile(f"has more than {limits.pages} pages")
    pages = [_lines_of_page(reader, number) for number in range(1, len(reader.pages) + 1)]
    lines = [line for page in without_running_heads(pages) for line in page]
    if not lines:
        raise UnreadableFile("has no text: scanned pages must pass a text recognition first")
    builder = TextBuilder()
    for paragraph in paragraphs(lines, Layout.of(lines)):
        builder.add(paragraph.text, level=paragraph.level, tight=paragraph.is_tight, pages=paragraph.pages)
    extracted = builder.extracted()
    return extracted if extracted.title else builder.extracted(_title(reader))


def _opened(data: bytes) -> "PdfReader":
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile(_ENCRYPTED)
        len(reader.pages)
    except DependencyError as error:  # AES needs a library that is not installed
        raise UnreadableFile(_ENCRYPTED) from error
    except UnreadableFile:
        raise
    except Exception as error:  # a damaged file surfaces as any of pypdf's and Python's errors
        raise UnreadableFile("is damaged: its pages cannot be found") from error
    return reader


def _lines_of_page(reader: "PdfReader", number: int) -> list[Line]:
    collector = LineCollector(page=number)
    try:
        reader.pages[number - 1].extract_text(visitor_text=collector.visit)
    except MemoryError:
        raise
    except Exception as error:
        raise UnreadableFile(f"is damaged: page {number} cannot be read") from error
    return collector.lines()


def _title(reader: "PdfReader") -> str | None:
    try:
        return (reader.metadata and reader.metadata.title) or None
    except Exception:  # a damaged title is no reason to do without the text
        return None
