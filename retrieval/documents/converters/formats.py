"""Which format a file has by its name, and whether its first bytes agree."""

import io
import zipfile
from pathlib import PurePath
from typing import Literal

from retrieval.documents.converters.extracted import UnreadableFile
from retrieval.documents.converters.limits import Limits

Format = Literal["markdown", "text", "html", "docx", "pdf"]

SUFFIXES: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = (
    (b"PK\x03\x04", "a zip archive or an Office file"),
    (_OLE, "an old Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
)


def format_of(path: PurePath) -> Format | None:
    """Return the format that the name declares, or None for one that is not read."""
    return SUFFIXES.get(path.suffix.lower())


def check_content(declared: Format, data: bytes, limits: Limits) -> None:
    """Raise `UnreadableFile` when the bytes are empty, of another format, or a zip bomb."""
    if not data.strip():
        raise UnreadableFile("is empty")
    if declared == "docx":
        _check_docx(data, limits)
        return
    actual = _content_of(data)
    if declared == "pdf" and actual != "a PDF":
        raise UnreadableFile(f"is called PDF but is {actual or 'not one'}")
    if declared != "pdf" and actual not in (None, "an HTML page"):
        raise UnreadableFile(f"is called {declared} but is {actual}")


def _content_of(data: bytes) -> str | None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    head = data[:1024]
    if b"%PDF-" in head and not head.lstrip().startswith(b"<"):
        return "a PDF"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "an HTML page" if start.startswith((b"<!doctype html", b"<html")) else None


def _check_docx(data: bytes, limits: Limits) -> None:
    if data.startswith(_OLE):
        raise UnreadableFile(
            "is encrypted: save it without a password"
            if _OLE_ENCRYPTED in data
            else "is called docx but is an old Office file: save it as .docx"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        what = _content_of(data)
        raise UnreadableFile(f"is called docx but is {what or 'not one'}, or it is damaged") from error
    if "word/document.xml" not in {member.filename for member in members}:
        raise UnreadableFile("is called docx but has no Word document in it")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile("is encrypted: save it without a password")
    if sum(member.file_size for member in members) > limits.expanded_bytes or len(members) > 20_000:
        raise UnreadableFile(f"expands to more than {limits.expanded_bytes // 1_000_000} MB")
