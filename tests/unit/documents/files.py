"""Real files of every format, made by the libraries that people's programs resemble."""

import io
from collections.abc import Callable, Iterable, Sequence

import docx
from docx.document import Document
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

Table = Sequence[Sequence[str]]


def docx_bytes(write: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    write(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def add_table(document: Document, rows: Table) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text


class Pdf(FPDF):
    """A4 with body text of 11 points; `heading` is bold, `body` wraps."""

    running_head = ""

    def header(self) -> None:
        if self.running_head:
            self.set_font("Helvetica", size=8)
            self.cell(text=f"{self.running_head}", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        if self.running_head:
            self.set_y(-15)
            self.set_font("Helvetica", size=8)
            self.cell(text=f"Page {self.page_no()}")

    def heading(self, text: str, size: int = 13) -> None:
        self.set_font("Helvetica", "B", size)
        self.multi_cell(0, text=text, new_x="LMARGIN", new_y="NEXT")

    def body(self, text: str) -> None:
        self.set_font("Helvetica", size=11)
        self.multi_cell(0, text=text, new_x="LMARGIN", new_y="NEXT")
        self.ln(4)

    def rows(self, rows: Table) -> None:
        self.set_font("Helvetica", size=11)
        with self.table() as table:
            for cells in rows:
                row = table.row()
                for cell in cells:
                    row.cell(cell)


def pdf_bytes(write: Callable[[Pdf], object], running_head: str = "") -> bytes:
    pdf = Pdf()
    pdf.running_head = running_head
    pdf.add_page()
    write(pdf)
    return bytes(pdf.output())


def pdf_of_pages(pages: Iterable[str], running_head: str = "") -> bytes:
    def write(pdf: Pdf) -> None:
        for number, text in enumerate(pages):
            if number:
                pdf.add_page()
            pdf.body(text)

    return pdf_bytes(write, running_head)


def encrypted(pdf: bytes, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
