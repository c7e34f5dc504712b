"""What `doctor` says of one part."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One part: `ok`, what was found, and what to do when it is not well. A warning is ok, and still said."""

    part: str
    ok: bool
    finding: str
    mend: str = ""
    warns: bool = False

    @property
    def mark(self) -> str:
        return "BAD " if not self.ok else "warn" if self.warns else "ok  "
