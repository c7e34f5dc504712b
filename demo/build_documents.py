"""Write the sandbox's DOCX and PDF files from the Markdown in `demo/sources`.

`python -m demo.build_documents` gives the same bytes each time: the libraries get the source's own date
instead of the time of the run, and the DOCX archive is packed again with a fixed time stamp.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.shared import Pt
from fpdf import FPDF, FontFace

SOURCES = Path(__file__).parent / "sources"
DOCUMENTS = Path(__file__).parent / "documents"
TEXT_SIZE_POINTS = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One heading, paragraph, bullet list or table; `rows` holds cells, one cell a row outside tables."""

    kind: str
    rows: tuple[tuple[str, ...], ...]
    level: int = 0

    @property
    def text(self) -> str:
        return self.rows[0][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source text with the header that says what becomes of it."""

    header: dict[str, str]
    blocks: tuple[Block, ...]

    @property
    def written_at(self) -> datetime:
        return datetime.fromisoformat(self.header["date"]).replace(tzinfo=UTC)


def source_from_markdown(markdown: str) -> Source:
    """Read the small part of Markdown the sources use; the header is `key: value` lines between `---`."""
    _, header, body = markdown.split("---\n", 2)
    pairs = (line.split(": ", 1) for line in header.splitlines())
    parts = body.strip().split("\n\n")
    return Source(header=dict(pairs), blocks=tuple(map(_block, parts)))


def _block(part: str) -> Block:
    lines = part.splitlines()
    if part.startswith("#"):
        marks, text = part.split(" ", 1)
        return Block(kind="heading", rows=((text,),), level=len(marks))
    if part.startswith("|"):
        return Block(kind="table", rows=tuple(_cells(line) for line in lines if "---" not in line))
    if part.startswith("- "):
        return Block(kind="bullets", rows=tuple((line.removeprefix("- "),) for line in lines))
    return Block(kind="paragraph", rows=((part,),))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|").split("|"))


def docx_from_source(source: Source) -> bytes:
    """Return a Word file with real heading styles, tables and a footer."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(TEXT_SIZE_POINTS)
    document.sections[0].footer.paragraphs[0].text = source.header["footer"]
    properties = document.core_properties
    properties.title, properties.author = source.header["title"], "Halden Supply"
    properties.language, properties.comments = source.header["language"], ""
    properties.created = properties.modified = source.written_at
    for block in source.blocks:
        _add_to_docx(document, block)
    buffer = BytesIO()
    document.save(buffer)
    return _packed_again(buffer, source.written_at)


def _add_to_docx(document: "docx.document.Document", block: Block) -> None:
    if block.kind == "heading":
        document.add_heading(block.text, level=block.level)
    elif block.kind == "table":
        table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
        for row in block.rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph()
    else:
        for (text,) in block.rows:
            document.add_paragraph(text, style="List Bullet" if block.kind == "bullets" else None)


def _packed_again(archive: BytesIO, at: datetime) -> bytes:
    """Return the same archive with every member dated `at`: the library dates them by the clock."""
    packed = BytesIO()
    with ZipFile(archive) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = ZipInfo(name, date_time=at.timetuple()[:6])
            member.compress_type = ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return packed.getvalue()


class ContractPdf(FPDF):
    """An A4 contract whose footer carries its number and the page."""

    def __init__(self, source: Source) -> None:
        super().__init__(format="A4")
        self._footer_text = source.header["footer"]
        self.set_title(source.header["title"])
        self.set_author("Halden Supply")
        self.set_lang(source.header["language"])
        self.set_creation_date(source.written_at)
        self.set_margin(25)
        self.set_auto_page_break(True, margin=25)

    def footer(self) -> None:
        self.set_y(-18)
        self.set_font("helvetica", size=8)
        self.cell(0, 6, f"{self._footer_text}, page {self.page_no()} of {{nb}}", align="C")

    def add_block(self, block: Block) -> None:
        if block.kind == "heading":
            self._add_heading(block)
            return
        self.set_font("helvetica", size=TEXT_SIZE_POINTS)
        if block.kind == "table":
            self._add_table(block)
        else:
            for (text,) in block.rows:
                self.multi_cell(0, 6, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(3)

    def _add_heading(self, block: Block) -> None:
        if self.will_page_break(30 if block.level > 2 else 45):
            self.add_page()
        self.start_section(block.text, level=block.level - 1)
        self.set_font("helvetica", style="B", size=(18, 13, TEXT_SIZE_POINTS)[block.level - 1])
        self.multi_cell(0, 8, block.text, align="L", new_x="LMARGIN", new_y="NEXT")

    def _add_table(self, block: Block) -> None:
        widths = (4,) + (2,) * (len(block.rows[0]) - 1)
        bold = FontFace(emphasis="BOLD")
        with self.table(headings_style=bold, col_widths=widths, text_align="LEFT", line_height=6) as table:
            for row in block.rows:
                table.row(row)


def pdf_from_source(source: Source) -> bytes:
    """Return a PDF of several pages with an outline and numbered pages."""
    pdf = ContractPdf(source)
    pdf.add_page()
    for block in source.blocks:
        pdf.add_block(block)
    return bytes(pdf.output())


def build(*, sources: Path = SOURCES, documents: Path = DOCUMENTS) -> Iterator[Path]:
    """Write every source's file and yield the paths written."""
    for path in sorted(sources.glob("*.md")):
        source = source_from_markdown(path.read_text(encoding="utf-8"))
        target = documents / source.header["output"]
        make = docx_from_source if target.suffix == ".docx" else pdf_from_source
        target.write_bytes(make(source))
        yield target


if __name__ == "__main__":
    for written in build():
        print(written)  # noqa: T201
