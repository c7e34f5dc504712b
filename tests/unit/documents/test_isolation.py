import io

import psutil
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from retrieval.documents.converters.extracted import UnreadableFile
from retrieval.documents.converters.isolation import ConversionProcess
from retrieval.documents.converters.limits import DEFAULT_LIMITS, Limits
from tests.unit.documents.files import docx_bytes, pdf_of_pages


async def test_one_process_converts_all_formats_with_marks() -> None:
    async with ConversionProcess(DEFAULT_LIMITS) as process:
        page = await process.convert("html", "<h1>Größe ⟦x⟧ 𝔄</h1>".encode())
        pdf = await process.convert("pdf", pdf_of_pages(["One.", "Two."]))
        word = await process.convert("docx", docx_bytes(lambda document: document.add_paragraph("Three.")))
    assert page.headings[0].text == page.text == "Größe ⟦x⟧ 𝔄"
    assert [mark.number for mark in pdf.pages] == [1, 2]
    assert word.text == "Three."


async def test_the_process_survives_an_unreadable_file_and_ends_with_its_context() -> None:
    before = set(psutil.Process().children())
    async with ConversionProcess(DEFAULT_LIMITS) as process:
        with pytest.raises(UnreadableFile, match="is damaged"):
            await process.convert("pdf", b"%PDF-1.7 nothing")
        assert (await process.convert("html", b"<p>next")).text == "next"
        children = set(psutil.Process().children()) - before
    assert children
    assert not any(child.is_running() for child in children)


async def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    async with ConversionProcess(Limits(seconds=3)) as process:
        with pytest.raises(UnreadableFile, match=r"took more than 3 seconds"):
            await process.convert("pdf", endless_pdf())
        assert (await process.convert("html", b"<p>next")).text == "next"


async def test_a_file_that_needs_too_much_memory_is_given_up() -> None:
    async with ConversionProcess(Limits(memory_bytes=400_000_000)) as process:
        with pytest.raises(UnreadableFile, match=r"memory|broke down|damaged"):
            await process.convert("html", b"<p>" + b"<i>x</i>" * 6_000_000)
        assert (await process.convert("html", b"<p>next")).text == "next"


def endless_pdf() -> bytes:
    """A page whose drawing, packed into some kilobytes, holds millions of operations."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of_pages(["x"]))))
    drawing = DecodedStreamObject()
    drawing.set_data(b"BT /F1 12 Tf " + b"1 0 0 1 10 10 Tm (x) Tj " * 3_000_000 + b"ET")
    page = writer.pages[0]
    page[NameObject("/Contents")] = writer._add_object(drawing.flate_encode())
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
