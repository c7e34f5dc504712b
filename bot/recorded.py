"""Outcomes, thoughts and the focus of a conversation as versioned JSON: what is kept of them.

A field that was added later takes its default when something older is read, so a new field always has one.
`tests/data/recorded` holds what each released version wrote.
"""

import json
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

import cattrs
from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union

from bot.errors import SealBroken
from retrieval.evidence import (
    Choices,
    CustomerFacts,
    Item,
    NotFound,
    OrderFacts,
    OrderListFacts,
    Passage,
    ProductFacts,
)
from retrieval.orders.source import NamedRecord

VERSION = 1
_Value = TypeVar("_Value")
_Items = Passage | OrderFacts | OrderListFacts | ProductFacts | CustomerFacts | NotFound | Choices


def json_from(value: Any) -> bytes:
    """Return a dataclass of `bot/domain.py` or `retrieval/question.py` as JSON that `value_from` reads."""
    kept = {"v": VERSION, "value": _converter().unstructure(value)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def value_from(kept: bytes, kind: type[_Value]) -> _Value:
    """Return the value of a kind. Raises: `SealBroken` for what no version wrote."""
    try:
        content = json.loads(kept)
        if content["v"] != VERSION:
            raise SealBroken(f"A recorded {kind.__name__} is of version {content['v']}, which is newer.")
        return _converter().structure(content["value"], kind)
    except (ValueError, KeyError, TypeError, cattrs.BaseValidationError) as error:
        raise SealBroken(f"A recorded {kind.__name__} cannot be read: {type(error).__name__}") from None


@cache
def _converter() -> cattrs.Converter:
    converter = make_converter(detailed_validation=False)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda text, _: Decimal(text))
    # what stands inside others first: how a class is written is settled when a union of it is
    configure_tagged_union(OrderFacts | NamedRecord, converter)
    converter.register_unstructure_hook(
        NamedRecord | str,
        lambda one: one if isinstance(one, str) else converter.unstructure(one, NamedRecord),
    )
    converter.register_structure_hook(
        NamedRecord | str,
        lambda kept, _: kept if isinstance(kept, str) else converter.structure(kept, NamedRecord),
    )
    configure_tagged_union(_Items, converter)
    converter.register_unstructure_hook(Item, lambda item: converter.unstructure(item, _Items))
    converter.register_structure_hook(
        Item,
        lambda kept, _: converter.structure(kept, _Items),  # type: ignore[arg-type]  # a union will do
    )
    return converter
