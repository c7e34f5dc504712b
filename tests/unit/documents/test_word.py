import copy
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from retrieval.documents.converters.extracted import Extracted
from retrieval.documents.converters.word import extract_docx
from tests.unit.documents.files import add_table, docx_bytes


def test_reads_the_body_in_order_with_headings_lists_and_tables() -> None:
    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Running head"
        document.add_heading("Supply contract", level=0)
        document.add_heading("4 Late delivery", level=1)
        document.add_paragraph("The credit is:")
        document.add_paragraph("2 % per week", style="List Bullet")
        add_table(document, [("Days", "Credit"), ("5", "2 %")])
        document.add_heading("4.2 Cap", level=2)
        document.add_paragraph("Ten per cent.")

    extracted = extract_docx(docx_bytes(write))
    assert extracted.text == (
        "Supply contract\n\n4 Late delivery\n\nThe credit is:\n\n- 2 % per week\nDays | Credit\n5 | 2 %\n\n"
        "4.2 Cap\n\nTen per cent."
    )
    assert marks(extracted) == [(1, "Supply contract"), (1, "4 Late delivery"), (2, "4.2 Cap")]
    assert extracted.title == "Supply contract"


def test_knows_german_heading_styles_and_styles_based_on_them() -> None:
    def write(document: Document) -> None:
        own = document.styles.add_style("Überschrift 2", 1)
        based = document.styles.add_style("Klausel", 1)
        based.base_style = own
        document.add_paragraph("Lieferverzug", style="Überschrift 2")
        document.add_paragraph("Vertragsstrafe", style="Klausel")

    assert marks(extract_docx(docx_bytes(write))) == [(2, "Lieferverzug"), (2, "Vertragsstrafe")]


def test_computes_the_numbers_that_word_shows() -> None:
    def write(document: Document) -> None:
        number_the_headings(document)
        document.add_heading("Scope", level=1)
        document.add_heading("Late delivery", level=1)
        document.add_heading("Meaning", level=2)
        document.add_heading("Credit", level=2)
        document.add_heading("Term", level=1)
        document.add_heading("Notice", level=2)

    assert [text for _, text in marks(extract_docx(docx_bytes(write)))] == [
        "1. Scope",
        "2. Late delivery",
        "2.1 Meaning",
        "2.2 Credit",
        "3. Term",
        "3.1 Notice",
    ]


def test_numbers_list_items_and_leaves_deleted_text_out() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("check the label", style="List Number")
        document.add_paragraph("take a photograph", style="List Number")
        paragraph = document.add_paragraph("The credit is ")
        for xml in (
            "<w:del {ns}><w:r><w:delText>5 %</w:delText></w:r></w:del>",
            "<w:ins {ns}><w:r><w:t>2 %</w:t></w:r></w:ins>",
            "<w:r {ns}><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>",
        ):
            paragraph._p.append(parse_xml(xml.format(ns=nsdecls("w"))))

    assert extract_docx(docx_bytes(write)).text == (
        "1. check the label\n2. take a photograph\n\nThe credit is 2 %"
    )


def test_reads_content_controls_merged_and_nested_cells() -> None:
    def write(document: Document) -> None:
        paragraph = document.add_paragraph("In a control")._p
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        paragraph.addprevious(control)
        control[0].append(paragraph)
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Head"
        table.cell(1, 0).text = "left"
        table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "inner"

    assert extract_docx(docx_bytes(write)).text == "In a control\n\nHead\nleft | inner"


def test_leaves_the_table_of_contents_out() -> None:
    def write(document: Document) -> None:
        document.styles.add_style("toc 1", 1)
        document.add_paragraph("1 Scope\t3", style="toc 1")
        document.add_heading("1 Scope", level=1)

    assert extract_docx(docx_bytes(write)).text == "1 Scope"


def number_the_headings(document: Document) -> None:
    """Link the two first heading styles to one multi-level numbering, as Word does."""
    numbering: Any = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{depth + 1}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, pattern in enumerate(("%1.", "%1.%2"))
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    num = parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    numbering.append(num)
    reference = parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="77"/></w:numPr>')
    for depth in (1, 2):
        style: Any = document.styles[f"Heading {depth}"].element
        style.get_or_add_pPr().append(copy.deepcopy(reference))


def marks(extracted: Extracted) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in extracted.headings]
