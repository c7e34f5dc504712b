"""DOCX to text, in the order of the body: headings with their numbers, lists, tables, content controls.

Reads the XML itself where python-docx leaves text out that a reader sees: inserted text of tracked changes,
content controls, automatic numbers. Deleted and hidden text, headers and footers are left out.
"""

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from retrieval.documents.converters.extracted import Extracted, TextBuilder, UnreadableFile, tidy
from retrieval.documents.converters.word_numbering import Numbering

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_SHOWN = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _ALTERNATIVE})
_CONTAINERS = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"})
_HEADING_STYLE = re.compile(r"(?:heading|überschrift|berschrift|titre|título|kop)\s*(\d)", re.I)
_TITLE_STYLE = re.compile(r"(?:title|titel)", re.I)
_CONTENTS_STYLE = re.compile(r"(?:toc|verzeichnis|inhaltsverzeichnis)\s*(?:\d|heading)?", re.I)


def extract_docx(data: bytes) -> Extracted:
    """Return the text of a DOCX file.

    Raises:
        UnreadableFile: the package or its main part is damaged.
    """
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx lets the faults of zip, lxml and its own dictionaries through
        raise UnreadableFile("is damaged: Word's parts cannot be read") from error
    reader = _WordReader(document)
    for block in _blocks(document.element.body):
        reader.read(block)
    extracted = reader.builder.extracted(reader.title)
    return extracted if extracted.title else reader.builder.extracted(document.core_properties.title)


class _WordReader:
    def __init__(self, document: "Document") -> None:
        self.builder = TextBuilder()
        self.title: str | None = None
        self._styles = {
            style.get(f"{_W}styleId"): style for style in document.styles.element if style.tag == f"{_W}style"
        }
        self._numbering = Numbering.of(document)

    def read(self, block: "_Element") -> None:
        if block.tag == f"{_W}tbl":
            for row in block.iter(f"{_W}tr"):
                self._row(row)
        else:
            self._paragraph(block)

    def _paragraph(self, paragraph: "_Element") -> None:
        text = tidy(_shown_text(paragraph))
        styles = list(self._style_chain(paragraph))
        name = _style_name(styles[0]) if styles else ""
        if not text or _CONTENTS_STYLE.fullmatch(name):
            return
        if _TITLE_STYLE.fullmatch(name):
            self.title = self.title or " ".join(text.split())
            self.builder.add(text, level=1)
            return
        level = _heading_level(paragraph, styles)
        label, depth = self._numbering.label(paragraph, styles)
        if level is not None:
            self.builder.add(f"{label} {text}".strip(), level=level)
        elif label:
            self.builder.add(f"{'  ' * depth}{label} {text}", tight=True)
        else:
            self.builder.add(text)

    def _row(self, row: "_Element") -> None:
        if _ancestor_row(row) is not None:  # a table inside a cell is read as that cell's text
            return
        cells = [
            " ".join(tidy(_shown_text(cell)).split()) for cell in row.iterchildren(f"{_W}tc", f"{_W}sdt")
        ]
        if any(cells):
            self.builder.add(" | ".join(cells), tight=True)

    def _style_chain(self, paragraph: "_Element") -> Iterator["_Element"]:
        """Yield the paragraph's style and those it is based on."""
        seen = set()
        style_id = _value(paragraph, "pPr/pStyle")
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = _value(self._styles[style_id], "basedOn")


def _blocks(parent: "_Element") -> Iterator["_Element"]:
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in _CONTAINERS:
            yield from _blocks(child)


def _shown_text(element: "_Element") -> str:
    """Return what a reader sees of a paragraph or cell; paragraphs and breaks end a line."""
    parts: list[str] = []
    for child in element:
        if child.tag in _NOT_SHOWN or (child.tag == f"{_W}r" and _is_hidden_run(child)):
            continue
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in (f"{_W}tab", f"{_W}noBreakHyphen"):
            parts.append("-" if child.tag == f"{_W}noBreakHyphen" else " ")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif child.tag != f"{_W}pPr":
            parts.append(_shown_text(child))
    if element.tag in (f"{_W}p", f"{_W}tc"):
        parts.append("\n")
    return "".join(parts)


def _is_hidden_run(run: "_Element") -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in ("0", "false")


def _heading_level(paragraph: "_Element", styles: list["_Element"]) -> int | None:
    """By the name of the style or of one it is based on, else by the outline level set on either."""
    for style in styles:
        if match := _HEADING_STYLE.match(_style_name(style)) or _HEADING_STYLE.match(
            style.get(f"{_W}styleId", "")
        ):
            return int(match[1])
    for holder in (paragraph, *styles):
        level = _value(holder, "pPr/outlineLvl")
        if level and level.isdigit() and int(level) < 9:
            return int(level) + 1
    return None


def _style_name(style: "_Element") -> str:
    return _value(style, "name") or ""


def _value(element: "_Element", path: str) -> str | None:
    found = element.find("/".join(_W + step for step in path.split("/")))
    return None if found is None else found.get(f"{_W}val")


def _ancestor_row(row: "_Element") -> "_Element | None":
    return next(row.iterancestors(f"{_W}tr"), None)
