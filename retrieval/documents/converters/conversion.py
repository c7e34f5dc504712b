"""Any file to text: looks at its first bytes, decodes, takes the front matter off, converts.

Both ways raise `UnreadableFile`, with the reason, for anything that cannot be used.
"""

import asyncio
from dataclasses import dataclass

from retrieval.documents.converters.decoding import decode, decode_html
from retrieval.documents.converters.extracted import Extracted, UnreadableFile
from retrieval.documents.converters.formats import Format, check_content
from retrieval.documents.converters.isolation import ConversionProcess
from retrieval.documents.converters.limits import Limits
from retrieval.documents.converters.markdown import extract_markdown
from retrieval.documents.converters.plain import extract_text
from retrieval.documents.front_matter import FrontMatter, split_front_matter

EXTRACTOR_VERSIONS: dict[Format, int] = {"markdown": 1, "text": 1, "html": 1, "docx": 1, "pdf": 1}
"""Raise one when its text comes out differently: files of that format are then converted again."""

KEPT_VERBATIM: frozenset[Format] = frozenset({"markdown", "text"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    extracted: Extracted
    front_matter: FrontMatter


def convert_kept(declared: Format, data: bytes, limits: Limits) -> Converted:
    """Return the verbatim text of a Markdown or text file; in the caller's thread, for it cannot hang."""
    check_content(declared, data, limits)
    front_matter, body = split_front_matter(decode(data))
    extracted = extract_markdown(body) if declared == "markdown" else extract_text(body)
    return _not_empty(Converted(extracted=extracted, front_matter=front_matter))


async def convert_parsed(
    declared: Format, data: bytes, limits: Limits, process: ConversionProcess
) -> Converted:
    """Return the text of an HTML, DOCX or PDF file, parsed in a process of its own."""
    await asyncio.to_thread(check_content, declared, data, limits)
    front_matter = FrontMatter()
    if declared == "html":
        front_matter, data = await asyncio.to_thread(_split_html, data)
    extracted = await process.convert(declared, data)
    return _not_empty(Converted(extracted=extracted, front_matter=front_matter))


def _split_html(data: bytes) -> tuple[FrontMatter, bytes]:
    front_matter, body = split_front_matter(decode_html(data))
    return front_matter, body.encode("utf-8", "replace")


def _not_empty(converted: Converted) -> Converted:
    if not converted.extracted.text.strip():
        raise UnreadableFile("is empty: there is no text in it")
    return converted
