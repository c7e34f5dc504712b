"""Each computed reason in words for the company's own people."""

from collections.abc import Callable

from bot.generation.order_words import is_withheld, product_name
from bot.generation.voice import Voice
from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.state import Inbound, OrderState

MOST_PURCHASES = 3
MOST_ITEMS = 3

_Words = Callable[[Voice, OrderState, Reason], tuple[str, ...]]


def staff_reason(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    """Return the sentences about a reason; none for what the headline has said."""
    words = _WORDS.get(reason.code)
    return words(v, order, reason) if words else ()


def _waiting_for_stock(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    return (_missing(v, reason), *_supply(v, order, reason))


def _missing(v: Voice, reason: Reason) -> str:
    product = product_name(reason.product, reason.sku)
    if reason.quantity is None:
        return v.say("{product} is missing.", product=product) if product else ""
    part = v.part(reason.quantity, reason.of_quantity, reason.unit)
    if reason.warehouse:
        return v.say(
            "{product}: {part} missing in {warehouse}.",
            product=product,
            part=part,
            warehouse=reason.warehouse,
        )
    return v.say("{product}: {part} missing.", product=product, part=part)


def _supply(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    """Say which purchases bring the missing goods and when, and what none brings."""
    if is_withheld(order, "line.inbound"):
        return ()
    if is_withheld(order, "inbound.purchase"):
        return _unnamed(v, reason)
    if not reason.inbound:
        return (v.say("No open purchase brings it."),)
    is_only = len(reason.inbound) == 1
    coming = tuple(_inbound(v, reason, part, is_only=is_only) for part in reason.inbound[:MOST_PURCHASES])
    if not reason.uncovered:
        return coming
    return (
        *coming,
        v.say("No open purchase brings the other {part}.", part=v.quantity(reason.uncovered, reason.unit)),
    )


def _unnamed(v: Voice, reason: Reason) -> tuple[str, ...]:
    """Say when the goods come to somebody who may not see which purchase brings them."""
    days = [part.expected_at for part in reason.inbound if part.expected_at]
    if not days or reason.uncovered:
        return ()
    return (v.say("More arrives at our warehouse on {day}.", day=v.day(max(days))),)


def _inbound(v: Voice, reason: Reason, part: Inbound, *, is_only: bool) -> str:
    purchase, quantity = _purchase(v, part), _brought(v, reason, part, is_only=is_only)
    if not part.confirmed:
        return v.say("{purchase} is only a request for quotation, not ordered yet.", purchase=purchase)
    if part.expected_at is None:
        return v.say(
            "{purchase} is to bring {quantity}; {system} shows no date.",
            purchase=purchase,
            quantity=quantity,
            system=v.system,
        )
    day = v.day(part.expected_at)
    if v.is_past(part.expected_at):
        return v.say(
            "{purchase} was to bring {quantity} on {day} and is not booked in yet.",
            purchase=purchase,
            quantity=quantity,
            day=day,
        )
    return v.say("{purchase} brings {quantity} on {day}.", purchase=purchase, quantity=quantity, day=day)


def _brought(v: Voice, reason: Reason, part: Inbound, *, is_only: bool) -> str:
    """Say all that the purchase brings where that is enough, else the part of it that is for this order."""
    whole = part.purchase_quantity
    if whole is None or whole == part.quantity:
        return v.quantity(part.quantity, reason.unit)
    if is_only and not reason.uncovered:
        return v.quantity(whole, reason.unit)
    return v.say("{quantity} for this order", quantity=v.quantity(part.quantity, reason.unit))


def _purchase(v: Voice, part: Inbound) -> str:
    if part.supplier:
        return v.say("Purchase {number} ({supplier})", number=part.purchase, supplier=part.supplier)
    return v.say("Purchase {number}", number=part.purchase)


def _reserved_for_others(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    holders = [f"{number} ({v.quantity(quantity, reason.unit)})" for number, quantity in reason.orders]
    return (v.say("Held by other orders: {orders}.", orders=v.join(holders)),) if holders else ()


def _stock_elsewhere(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    places = [
        v.say("{quantity} in {warehouse}", quantity=v.quantity(quantity, reason.unit), warehouse=warehouse)
        for warehouse, quantity in reason.warehouses
    ]
    return (v.say("Free elsewhere: {places}.", places=v.join(places)),) if places else ()


def _on_hold(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    if reason.quantity is None or not reason.warehouse:
        return (v.say("Goods are on hold: they are there, but may not be picked."),)
    return (
        v.say(
            "On hold: {quantity} in {warehouse}; they are there, but may not be picked.",
            quantity=v.quantity(reason.quantity, reason.unit),
            warehouse=reason.warehouse,
        ),
    )


def _ship_complete(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    lines = {line.sku: line for line in order.lines}
    known = [(lines[sku], quantity) for sku, quantity in reason.items if sku in lines]
    if not known:
        return (v.say("The order is set to ship complete: nothing leaves before everything is there."),)
    goods = v.join(
        f"{v.quantity(quantity, line.unit)} {product_name(line.product, line.sku)}"
        for line, quantity in known[:MOST_ITEMS]
    )
    return (v.say("Reserved: {goods}. The order is set to ship complete, so that waits too.", goods=goods),)


def _ready(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    if not reason.shipment:
        return (v.say("Everything is reserved; nothing has been picked yet."),)
    warehouse = f" ({reason.warehouse})" if reason.warehouse else ""
    return (
        v.say("{shipment} is fully reserved and not picked yet.", shipment=f"{reason.shipment}{warehouse}"),
    )


def _no_carrier(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    shipment = reason.shipment or order.number
    return (
        v.say("{shipment} is picked; {system} shows no carrier yet.", shipment=shipment, system=v.system),
    )


def _collection(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    shipment = reason.shipment or order.number
    if not reason.carrier:
        return (v.say("{shipment} is picked and has not left yet.", shipment=shipment),)
    return (
        v.say(
            "{shipment} is picked and booked with {carrier}; it has not left yet.",
            shipment=shipment,
            carrier=reason.carrier,
        ),
    )


def _returned(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    if reason.at is None:
        return (v.say("Goods came back ({shipment}).", shipment=reason.shipment or order.number),)
    day, shipment = v.day(reason.at), reason.shipment or order.number
    return (v.say("Goods came back on {day} ({shipment}).", day=day, shipment=shipment),)


def _not_reserved(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    product = product_name(reason.product, reason.sku)
    if reason.quantity is None or not reason.warehouse:
        return (v.say("Nothing is reserved for the order yet."),)
    return (
        v.say(
            "{product}: {quantity} free in {warehouse}, but not reserved for this order.",
            product=product,
            quantity=v.quantity(reason.quantity, reason.unit),
            warehouse=reason.warehouse,
        ),
    )


def _payment(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    return (v.say("The order is paid in advance; {system} shows no payment yet.", system=v.system),)


def _credit(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    if not v.to_commercial or is_withheld(order, "credit_warning"):
        return ()
    return (
        v.say(
            "{system} warns that the customer's credit limit is exceeded; it holds nothing back by itself.",
            system=v.system,
        ),
    )


def _unknown(v: Voice, order: OrderState, reason: Reason) -> tuple[str, ...]:
    if reason.quantity is None:
        return (v.say("Why it has not left cannot be told from {system}'s data.", system=v.system),)
    return (
        v.say(
            "{product}: {part} on no open delivery. {system}'s data does not tell why.",
            product=product_name(reason.product, reason.sku),
            part=v.part(reason.quantity, reason.of_quantity, reason.unit),
            system=v.system,
        ),
    )


_WORDS: dict[ReasonCode, _Words] = {
    ReasonCode.WAITING_FOR_PAYMENT: _payment,
    ReasonCode.CREDIT_WARNING: _credit,
    ReasonCode.WAITING_FOR_STOCK: _waiting_for_stock,
    ReasonCode.RESERVED_FOR_OTHERS: _reserved_for_others,
    ReasonCode.STOCK_ELSEWHERE: _stock_elsewhere,
    ReasonCode.ON_HOLD: _on_hold,
    ReasonCode.SHIP_COMPLETE: _ship_complete,
    ReasonCode.READY_NOT_PICKED: _ready,
    ReasonCode.PICKED_WITHOUT_CARRIER: _no_carrier,
    ReasonCode.AWAITING_COLLECTION: _collection,
    ReasonCode.RETURNED: _returned,
    ReasonCode.NOT_RESERVED: _not_reserved,
    ReasonCode.UNKNOWN: _unknown,
}
