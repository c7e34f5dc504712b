"""Values that never change need not be copied: Haystack copies deeply what it hands from part to part."""

from typing import Any, TypeVar

Self = TypeVar("Self")


class Immutable:
    """Base of frozen dataclasses whose fields are frozen too: a copy is the value itself."""

    __slots__ = ()

    def __copy__(self: Self) -> Self:
        return self

    def __deepcopy__(self: Self, memo: dict[int, Any]) -> Self:
        return self
