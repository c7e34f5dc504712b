"""Values that were masked before a message came here, and may be read for matching, nothing else."""

import re
from typing import Protocol

PLACEHOLDER = re.compile(r"⟦[^⟦⟧]{0,80}⟧")


class Handle(Protocol):
    """`placeholder` stands in the message; `value` finds the customer, and is never passed on."""

    @property
    def placeholder(self) -> str: ...
    @property
    def kind(self) -> str:
        """PERSON, EMAIL, PHONE …"""
        ...

    @property
    def value(self) -> str: ...


def without_placeholders(text: str) -> str:
    """Return a text as it is searched for: what stands for a person's data is in no document."""
    return " ".join(PLACEHOLDER.sub(" ", text).split()) if "⟦" in text else text
