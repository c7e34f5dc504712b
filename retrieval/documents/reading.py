"""A file's bytes, read once, with the size, time and hash that belong to them."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from retrieval.documents.converters.extracted import UnreadableFile
from retrieval.documents.converters.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class FileContent:
    data: bytes
    size: int
    mtime_ns: int
    content_hash: str


def read_file(path: Path, limits: Limits) -> FileContent:
    """Read a file; its size and time are taken before, so that a later change is seen the next time.

    Raises:
        UnreadableFile: too large, no regular file any more, or not readable for this process.
    """
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableFile("is not a regular file")
            if status.st_size >= limits.file_bytes:
                raise UnreadableFile(too_large(limits))
            data = file.read(limits.file_bytes)
    except OSError as error:
        raise UnreadableFile(reason_from_os(error)) from error
    if len(data) >= limits.file_bytes:  # it grew meanwhile
        raise UnreadableFile(too_large(limits))
    return FileContent(
        data=data,
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
        content_hash=hashlib.sha256(data).hexdigest(),
    )


def too_large(limits: Limits) -> str:
    return f"is too large: {limits.file_bytes / 1_000_000:g} MB or more"


def reason_from_os(error: OSError) -> str:
    return "may not be read: permission denied" if isinstance(error, PermissionError) else "cannot be read"
