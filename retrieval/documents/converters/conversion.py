"""Any file to text: looks at its first bytes, decodes, strips the front matter, converts."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    extracted: Extracted
    front_matter: FrontMatter


async def convert(declared: Format, data: bytes, *, limits: Limits, process: ConversionProcess) -> Converted:
    """Return the text of a file and the fields of its front matter.

    Raises:
        UnreadableFile: with the reason, for anything that cannot be used.
    """
    check_content(declared, data, limits)
    if declared in ("docx", "pdf"):
        extracted = await process.convert(declared, data)
        converted = Converted(extracted=extracted, front_matter=FrontMatter())
    else:
        converted = await _from_text(declared, data, process)
    if not converted.extracted.text.strip():
        raise UnreadableFile("is empty: there is no text in it")
    return converted


async def _from_text(declared: Format, data: bytes, process: ConversionProcess) -> Converted:
    if declared == "html":
        front_matter, body = await asyncio.to_thread(_split_html, data)
        extracted = await process.convert("html", body.encode("utf-8", "replace"))
        return Converted(extracted=extracted, front_matter=front_matter)
    return await asyncio.to_thread(_from_kept_text, declared, data)


def _split_html(data: bytes) -> tuple[FrontMatter, str]:
    return split_front_matter(decode_html(data))


def _from_kept_text(declared: Format, data: bytes) -> Converted:
    front_matter, body = split_front_matter(decode(data))
    extracted = extract_markdown(body) if declared == "markdown" else extract_text(body)
    return Converted(extracted=extracted, front_matter=front_matter)
