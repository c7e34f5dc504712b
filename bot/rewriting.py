"""Values with every text in them rewritten, however deep. What nothing changes is kept as it is."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar

Value = TypeVar("Value")
Rewrite = Callable[[str], str]


def rewritten(value: Value, rewrite: Rewrite, *, but: frozenset[str] = frozenset()) -> Value:
    """Return the value with its texts rewritten; the fields named in `but` stay, at any depth."""
    if isinstance(value, str):
        return value if isinstance(value, Enum) else rewrite(value)  # type: ignore[return-value]  # a text for a text
    if isinstance(value, tuple):
        parts = tuple(rewritten(part, rewrite, but=but) for part in value)
        return value if all(a is b for a, b in zip(parts, value, strict=True)) else parts  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for field in fields(value):
        before = getattr(value, field.name)
        if field.name not in but and (after := rewritten(before, rewrite, but=but)) is not before:
            changed[field.name] = after
    return replace(value, **changed) if changed else value
