"""Each computed reason in words for customers.

No supplier, purchase, warehouse, other order, credit or internal state: such fields are not read here, so
that a slip of the disclosure rules before us shows nothing either.
"""

from collections.abc import Callable

from bot.generation.order_words import product_name
from bot.generation.voice import Voice
from retrieval.orders.reasons import Reason, ReasonCode

_Words = Callable[[Voice, Reason], tuple[str, ...]]


def customer_reason(v: Voice, reason: Reason, *, is_part: bool) -> tuple[str, ...]:
    """Return the sentences about a reason; none for what does not concern the customer.

    `is_part`: it is about one of several deliveries, or some goods are missing.
    """
    words = (_WORDS_OF_A_PART if is_part else {}).get(reason.code) or _WORDS.get(reason.code)
    return words(v, reason) if words else ()


def _arriving(v: Voice, reason: Reason) -> tuple[str, ...]:
    goods = _goods(v, reason)
    if not goods:
        return ()
    if reason.at is None:
        return (v.say("Missing: {goods}; no arrival date is known yet.", goods=goods),)
    if v.is_past(reason.at):
        return (
            v.say(
                "Missing: {goods}; due at our warehouse on {day}, but not booked in yet.",
                goods=goods,
                day=v.day(reason.at),
            ),
        )
    return (
        v.say("Missing: {goods}; arriving at our warehouse on {day}.", goods=goods, day=v.day(reason.at)),
    )


def _not_available(v: Voice, reason: Reason) -> tuple[str, ...]:
    goods = _goods(v, reason)
    return (v.say("Not available for your order yet: {goods}.", goods=goods),) if goods else ()


def _goods(v: Voice, reason: Reason) -> str:
    product = product_name(reason.product, reason.sku)
    if reason.quantity is None or not product:
        return product
    part = v.part(reason.quantity, reason.of_quantity, reason.unit)
    return v.say("{quantity} {product}", quantity=part, product=product)


def _ship_complete(v: Voice, reason: Reason) -> tuple[str, ...]:
    return (v.say("Your order is set to ship complete: nothing leaves before everything is there."),)


def _ready(v: Voice, reason: Reason) -> tuple[str, ...]:
    return (v.say("Everything is reserved for you; it has not been picked yet."),)


def _no_carrier(v: Voice, reason: Reason) -> tuple[str, ...]:
    return (v.say("It has been picked; no carrier is recorded yet."),)


def _collection(v: Voice, reason: Reason) -> tuple[str, ...]:
    if not reason.carrier:
        return (v.say("It has been picked and has not left yet."),)
    return (v.say("It has been picked and waits for {carrier}.", carrier=reason.carrier),)


def _part_ready(v: Voice, reason: Reason) -> tuple[str, ...]:
    return (v.say("Part of it is reserved for you; it has not been picked yet."),)


def _part_without_carrier(v: Voice, reason: Reason) -> tuple[str, ...]:
    return (v.say("Part of it has been picked; no carrier is recorded yet."),)


def _part_collection(v: Voice, reason: Reason) -> tuple[str, ...]:
    return (v.say("Part of it has been picked and has not left yet."),)


def _returned(v: Voice, reason: Reason) -> tuple[str, ...]:
    return (v.say("Goods came back to us on {day}.", day=v.day(reason.at)),) if reason.at else ()


def _not_reserved(v: Voice, reason: Reason) -> tuple[str, ...]:
    product = product_name(reason.product, reason.sku)
    return (v.say("Not reserved for your order yet: {product}.", product=product),) if product else ()


def _payment(v: Voice, reason: Reason) -> tuple[str, ...]:
    return (v.say("The order is paid in advance; no payment is recorded yet."),)


def _draft(v: Voice, reason: Reason) -> tuple[str, ...]:
    return (v.say("It becomes an order when you confirm the quotation."),)


def _unknown(v: Voice, reason: Reason) -> tuple[str, ...]:
    return (v.say("I cannot see why it has not left yet; a colleague can look into it."),)


_WORDS: dict[ReasonCode, _Words] = {
    ReasonCode.DRAFT: _draft,
    ReasonCode.WAITING_FOR_PAYMENT: _payment,
    ReasonCode.WAITING_FOR_STOCK: _arriving,
    ReasonCode.RESERVED_FOR_OTHERS: _not_available,
    ReasonCode.STOCK_ELSEWHERE: _not_available,
    ReasonCode.ON_HOLD: _not_available,
    ReasonCode.NOT_RESERVED: _not_reserved,
    ReasonCode.AWAITING_COLLECTION: _collection,
    ReasonCode.RETURNED: _returned,
    ReasonCode.SHIP_COMPLETE: _ship_complete,
    ReasonCode.READY_NOT_PICKED: _ready,
    ReasonCode.PICKED_WITHOUT_CARRIER: _no_carrier,
    ReasonCode.UNKNOWN: _unknown,
}
_WORDS_OF_A_PART: dict[ReasonCode, _Words] = {
    ReasonCode.READY_NOT_PICKED: _part_ready,
    ReasonCode.PICKED_WITHOUT_CARRIER: _part_without_carrier,
    ReasonCode.AWAITING_COLLECTION: _part_collection,
}
