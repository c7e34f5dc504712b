"""Ways in which other programs draw the same page: operators, fragments, turned coordinates."""

import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from retrieval.documents.converters.extracted import Extracted
from retrieval.documents.converters.limits import DEFAULT_LIMITS
from retrieval.documents.converters.pdf import extract_pdf
from tests.unit.documents.files import pdf_of_pages


def drawn(*operators: str) -> Extracted:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of_pages(["x"]))))
    drawing = DecodedStreamObject()
    drawing.set_data("\n".join(operators).encode())
    writer.pages[0][NameObject("/Contents")] = writer._add_object(drawing)
    target = io.BytesIO()
    writer.write(target)
    return extract_pdf(target.getvalue(), DEFAULT_LIMITS)


def test_lines_moved_to_within_one_text_object() -> None:
    extracted = drawn(
        "BT /F1 16 Tf 72 760 Td (Supply Contract) Tj",
        "/F1 11 Tf 14 TL 0 -30 Td (4.2 Late delivery) Tj 0 -22 Td",
        "(If Halden is late by more than five days the customer may claim a cre-) Tj T*",
        "(dit of two per cent of the net value of the late goods for each week,) Tj T*",
        "(but no more than ten.) Tj 0 -28 Td [(Ne) 20 (xt par) -15 (agraph with ker) 30 (ning.)] TJ ET",
    )
    assert extracted.text == (
        "Supply Contract\n\n4.2 Late delivery\n\n"
        "If Halden is late by more than five days the customer may claim a credit of two per cent of "
        "the net value of the late goods for each week, but no more than ten.\n\n"
        "Next paragraph with kerning."
    )
    assert [heading.level for heading in extracted.headings] == [1, 2]


def test_lines_put_together_from_fragments_and_cells_from_distant_ones() -> None:
    def placed(text: str, x: float, y: int) -> str:
        return f"BT /F1 1 Tf 11 0 0 11 {x} {y} Tm ({text}) Tj ET"

    extracted = drawn(
        placed("The customer ", 72, 700),
        placed("may claim a cre", 139, 700),
        placed("dit of two per cent of the value", 214, 700),
        placed("each week.", 72, 686),
        placed("DHL", 72, 650),
        placed("15:30", 222, 650),
    )
    assert extracted.text == (
        "The customer may claim a credit of two per cent of the value each week.\n\nDHL | 15:30"
    )


def test_coordinates_that_grow_downwards() -> None:
    lines = (
        (100, "A first line that goes on for quite a while until it must wrap"),
        (116, "and a second line of it."),
        (148, "New paragraph."),
    )
    shown = [f"BT /F1 12 Tf 1 0 0 -1 50 {y} Tm ({text}) Tj ET" for y, text in lines]
    assert drawn("q 0.75 0 0 -0.75 0 800 cm", *shown, "Q").text == (
        "A first line that goes on for quite a while until it must wrap and a second line of it.\n\n"
        "New paragraph."
    )
