"""What an asker sees of an order: the state with everything else emptied, and its name in `withheld`.

Reasons are computed from the full state and disclosed like it. An order that is not the asker's at all is a
fault of the caller and raises: the sources must not have returned it.
"""

from dataclasses import Field, fields, is_dataclass, replace
from decimal import Decimal
from functools import lru_cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin

from retrieval.audience import Audience
from retrieval.classes.rules import sees_orders
from retrieval.orders.data_classes import FIELDS, PERSON, REASONS, may_see
from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.source import OrderFilter
from retrieval.orders.state import Customer, CustomerState, Inbound, OrderState, ProductState, Receipt

Coming = TypeVar("Coming", Inbound, Receipt)

ZERO = Decimal(0)
_FIELDS_OF_ORDER = FIELDS[OrderState]

_PARTS: dict[type, frozenset[str]] = {
    OrderState: frozenset(
        {"OrderState", "Line", "Inbound", "Reservation", "StockAt", "Shipment", "ShipmentLine", "Invoice"}
    ),
    ProductState: frozenset({"ProductState", "Receipt"}),
    CustomerState: frozenset({"CustomerState"}),
}


def disclose(order: OrderState, audience: Audience) -> OrderState:
    """Return the order as the asker may see it. Raises: `ValueError` when it is not theirs to see."""
    if audience.kind == "guest":
        _require_proven(order, audience)
    else:
        _require(order.customer, audience)
    shown: OrderState = _shown(order, audience)
    shown = replace(shown, customer=_customer(order.customer, audience), withheld=withheld(order, audience))
    if audience.is_staff:
        return _without_others(shown, audience)
    lines = tuple(replace(line, inbound=ordered(line.inbound)) for line in shown.lines)
    return replace(shown, lines=lines, url=order.portal_url)


def withheld(order: OrderState, audience: Audience) -> frozenset[str]:
    """Return what is hidden, by the source or here, value or not: "total", "line.unit_price", "customer"."""
    names = _hidden_names(OrderState, audience) | order.withheld
    if not _sees_name(order.customer, audience):
        names |= {"customer"}
    if audience.own_documents_only:
        names |= {"line.held_by"}
    return names


def disclose_product(product: ProductState, audience: Audience) -> ProductState:
    """Raises: `ValueError` for the public."""
    if audience.is_public:
        raise ValueError("the public sees no product's state")
    shown: ProductState = _shown(product, audience)
    return replace(shown, withheld=_hidden_names(ProductState, audience) | product.withheld)


def disclose_customer(state: CustomerState, audience: Audience) -> CustomerState:
    """Raises: `ValueError` when the customer is not the asker's to see."""
    _require(state.customer, audience)
    shown: CustomerState = _shown(replace(state, open_orders=()), audience)
    names = _hidden_names(CustomerState, audience)
    if not _sees_name(state.customer, audience):
        names |= {"customer"}
    return replace(
        shown,
        customer=_customer(state.customer, audience),
        open_orders=tuple(disclose(order, audience) for order in state.open_orders),
        withheld=names,
    )


def hidden_in(wanted: OrderFilter, audience: Audience) -> str:
    """Return what a list is asked by that the asker may not see; "" for nothing.

    A list by a hidden field would tell it: who is on it has it.
    """
    own = wanted.salesperson_id == audience.user_id and audience.is_staff
    asked = {
        "salesperson": wanted.salesperson_id is not None and not own and _FIELDS_OF_ORDER["salesperson"],
        "warehouse": wanted.warehouse is not None and _FIELDS_OF_ORDER["warehouse"],
        "reason": wanted.reason is not None and REASONS.get(ReasonCode(wanted.reason)),
    }
    return next((name for name, rule in asked.items() if rule and not may_see(rule, audience)), "")


def disclose_reasons(reasons: tuple[Reason, ...], audience: Audience) -> tuple[Reason, ...]:
    """Return the reasons the asker may know, in their order, without what they may not."""
    found = [_reason(reason, audience) for reason in reasons if may_see(REASONS[reason.code], audience)]
    shown = tuple(reason for reason in found if reason is not None)
    return shown or ((Reason(code=ReasonCode.UNKNOWN),) if reasons else ())


def _require_proven(order: OrderState, audience: Audience) -> None:
    if not sees_orders(audience) or order.number != audience.proven_order:
        raise ValueError("not an order of this asker")


def _require(customer: Customer, audience: Audience) -> None:
    is_theirs = audience.is_staff or customer.id in audience.customer_ids
    if not (sees_orders(audience) and is_theirs):
        raise ValueError("not an order of this asker")


def _sees_name(customer: Customer, audience: Audience) -> bool:
    """A guest is told no name: whoever holds a label could ask."""
    if audience.kind == "guest":
        return False
    return customer.is_company or may_see(PERSON, audience)


def _customer(customer: Customer, audience: Audience) -> Customer:
    return customer if _sees_name(customer, audience) else replace(customer, name="")


def _shown(value: Any, audience: Audience) -> Any:
    """Return the value with every field hidden that the table does not open, all the way down."""
    if isinstance(value, tuple):
        return tuple(_shown(part, audience) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    rules = FIELDS[type(value)]
    return replace(
        value,
        **{
            field.name: _shown(getattr(value, field.name), audience)
            if field.name in rules and may_see(rules[field.name], audience)
            else _empty(field)
            for field in fields(value)
        },
    )


def _empty(field: "Field[Any]") -> Any:
    """Return what stands for a hidden value: None where it may be None, else the empty one of its type."""
    if NoneType in get_args(field.type):
        return None
    kind = get_origin(field.type) or field.type
    return kind() if isinstance(kind, type) else None


@lru_cache(maxsize=64)
def _hidden_names(root: type, audience: Audience) -> frozenset[str]:
    names = set()
    for kind, rules in FIELDS.items():
        if kind.__name__ in _PARTS[root]:
            prefix = "" if kind is root else f"{kind.__name__.lower()}."
            names |= {prefix + name for name, rule in rules.items() if not may_see(rule, audience)}
    return frozenset(names)


def _without_others(order: OrderState, audience: Audience) -> OrderState:
    """Who sees their own orders only does not learn the numbers of others."""
    if not audience.own_documents_only:
        return order
    return replace(order, lines=tuple(replace(line, held_by=()) for line in order.lines))


def ordered(coming: tuple[Coming, ...]) -> tuple[Coming, ...]:
    """A request for quotation is no date for a customer, nor for staff who see no purchases."""
    return tuple(part for part in coming if part.confirmed)


def _reason(reason: Reason, audience: Audience) -> Reason | None:
    shown: Reason = _shown(reason, audience)
    if audience.is_staff:
        return replace(shown, orders=()) if audience.own_documents_only else shown
    if reason.code is ReasonCode.WAITING_FOR_STOCK:
        is_sure = reason.confirmed and not reason.uncovered
        return replace(
            shown, inbound=ordered(shown.inbound), confirmed=True, at=reason.at if is_sure else None
        )
    if reason.code is ReasonCode.WILL_BE_LATE and not reason.confirmed:
        return None
    if reason.against == "expected":
        is_late = reason.code is ReasonCode.LATE
        return None if is_late else replace(shown, days=None, against=None)
    return replace(shown, at=None) if reason.code in _PLANNED else shown


_PLANNED = frozenset(
    {ReasonCode.READY_NOT_PICKED, ReasonCode.PICKED_WITHOUT_CARRIER, ReasonCode.AWAITING_COLLECTION}
)
"""Their date is the warehouse's plan."""
