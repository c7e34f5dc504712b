"""HTML to text: headings, paragraphs, list items and table rows; no navigation, scripts or hidden parts.

What a browser does not show is not read either: a text that only a machine sees has no business in an answer.
"""

import re
from collections.abc import Iterator

from lxml import etree

from retrieval.documents.converters.extracted import Extracted, TextBuilder, UnreadableFile, tidy

_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select"}
    | {"iframe", "object", "embed", "svg", "math", "head", "audio", "video", "canvas", "dialog", "menu"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"}
    | {"kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong"}
    | {"sub", "sup", "time", "tt", "u", "var", "wbr", "img"}
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS_IN_LAYOUT_CELLS = frozenset([*_HEADINGS, "table", "section", "article"])
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])", re.I
)
_EMPTY_MARKUP = "is damaged: no page could be read from it"


def extract_html(text: str) -> Extracted:
    """Return the text of a page; of its `main` part when it has exactly one."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.LxmlError as error:
        raise UnreadableFile(_EMPTY_MARKUP) from error
    if root is None:
        raise UnreadableFile(_EMPTY_MARKUP)
    if any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
        raise UnreadableFile("is nested too deeply to be read whole")
    mains = root.findall(".//main")
    page = _Page()
    page.walk(mains[0] if len(mains) == 1 else root)
    page.flush()
    return page.builder.extracted(root.findtext(".//title"), page.first_heading)


class _Page:
    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.first_heading: str | None = None
        self._inline: list[str] = []
        self._marker = ""
        self._counters: list[int | None] = []

    def walk(self, element: etree._Element) -> None:
        tag = _tag(element)
        if tag in _DROPPED or _is_hidden(element):
            return
        if tag in _HEADINGS:
            self._heading(element, _HEADINGS[tag])
        elif tag == "tr" and not _is_layout(element):
            self._row(element)
        elif tag == "pre":
            self.flush()
            self.builder.add("".join(_texts(element)))
        elif tag in ("ul", "ol"):
            self._list(element, 1 if tag == "ol" else None)
        elif tag == "li":
            self._item(element)
        elif tag == "br":
            self._inline.append("\n")
        elif tag in _INLINE:
            self._children(element)
        else:
            self.flush()
            self._children(element)
            self.flush()

    def flush(self) -> None:
        """Write the words gathered so far as one paragraph, or as a list item after its marker."""
        text = tidy("".join(self._inline))
        self._inline.clear()
        if text:
            self.builder.add(self._marker + text, tight=bool(self._counters))
            self._marker = ""

    def _children(self, element: etree._Element) -> None:
        self._inline.append(_blanks_only(element.text))
        for child in element:
            self.walk(child)
            self._inline.append(_blanks_only(child.tail))

    def _heading(self, element: etree._Element, level: int) -> None:
        self.flush()
        text = " ".join("".join(_texts(element)).split())
        self.builder.add(text, level=level)
        self.first_heading = self.first_heading or text or None

    def _list(self, element: etree._Element, counter: int | None) -> None:
        self.flush()
        self._counters.append(counter)
        self._children(element)
        self.flush()
        self._counters.pop()

    def _item(self, element: etree._Element) -> None:
        self.flush()
        number = self._counters[-1] if self._counters else None
        indent = "  " * max(len(self._counters) - 1, 0)
        self._marker = f"{indent}{'-' if number is None else f'{number}.'} "
        if number is not None:
            self._counters[-1] = number + 1
        self._children(element)
        self.flush()
        self._marker = ""

    def _row(self, element: etree._Element) -> None:
        self.flush()
        cells = [" ".join("".join(_texts(cell)).split()) for cell in element if _tag(cell) in ("td", "th")]
        if any(cells):
            self.builder.add(" | ".join(cells), tight=True)


def _is_layout(row: etree._Element) -> bool:
    return any(_tag(inner) in _BLOCKS_IN_LAYOUT_CELLS for inner in row.iterdescendants())


def _texts(element: etree._Element) -> Iterator[str]:
    """Yield the shown text within an element; parts that are blocks or breaks are set apart by a line end."""
    tag = _tag(element)
    if tag in _DROPPED or _is_hidden(element):
        return
    if tag not in _INLINE:
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    if tag not in _INLINE:
        yield "\n"


def _tag(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else "script"


def _is_hidden(element: etree._Element) -> bool:
    if "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(element.get("style", "")))


def _blanks_only(text: str | None) -> str:
    """Line ends in the source of a page mean no more than a blank."""
    return re.sub(r"\s+", " ", text or "")
