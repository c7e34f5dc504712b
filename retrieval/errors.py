"""Faults of retrieval. None of them carries a text a person wrote, nor a server's.

SourceUnavailable      a source cannot be asked right now, or is set up wrongly
"""


class RetrievalError(Exception):
    """Base of every fault of this package."""


class SourceUnavailable(RetrievalError):
    """A source could not be asked.

    `source` is "orders" or "documents". `reason` is one of: unreachable, timeout, login, database,
    version, rights, fault. `hint` is a fixed sentence for operators that says what to do.
    """

    def __init__(self, source: str, reason: str, hint: str) -> None:
        super().__init__(f"{source} unavailable ({reason}): {hint}")
        self.source, self.reason, self.hint = source, reason, hint
