"""How much a single file may cost before it is reported instead of read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`file_bytes`: a file of this size or more is not read. `expanded_bytes`: of all parts of a DOCX.

    `seconds` and `memory_bytes` bound the conversion of one HTML, DOCX or PDF file.
    """

    file_bytes: int = 50_000_000
    expanded_bytes: int = 300_000_000
    pages: int = 3_000
    seconds: float = 120.0
    memory_bytes: int = 2_000_000_000


DEFAULT_LIMITS = Limits()
