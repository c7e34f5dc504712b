"""What is embedded of a passage: a clause alone often does not say what it is about."""

from typing import Any

HEADING_SEPARATOR = " › "

Vector = Any
"""A row of float32; numpy stays out of the signatures of what does not compute with it."""


def embedding_text(title: str, heading: str, content: str) -> str:
    return f"{HEADING_SEPARATOR.join(part for part in (title, heading) if part)}\n{content}"
