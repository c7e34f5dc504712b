"""Each computed reason as one line of facts."""

from collections.abc import Callable

from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.state import Inbound
from retrieval.orders.wording import Spelling, days, joined, number


def reason_line(reason: Reason, spell: Spelling) -> str:
    """Spell a reason with every figure it has; what was withheld is simply not there."""
    return f"Reason {reason.code.value}: {_WORDS[reason.code](reason, spell)}"


def inbound_line(part: Inbound, spell: Spelling, *, is_staff: bool = True) -> str:
    """Spell what a purchase brings, e.g. "40 of 200 expected on 2026-11-27 12:00 with purchase P00101"."""
    all_of_it = f" of {number(part.purchase_quantity)}" if part.purchase_quantity is not None else ""
    when = f"expected on {spell.moment(part.expected_at)}" if part.expected_at else "no date known"
    if is_staff and not part.confirmed:
        when += ", only a request for quotation, not ordered yet"
    return joined(
        (
            f"{number(part.quantity)}{all_of_it} {when}",
            part.purchase and f"with purchase {part.purchase}",
            part.supplier and f"from {part.supplier}",
        ),
        " ",
    )


def _nothing(text: str) -> Callable[[Reason, Spelling], str]:
    return lambda reason, spell: text


def _goods(reason: Reason) -> str:
    return joined((reason.sku, reason.product), " ")


def _amount(reason: Reason) -> str:
    of = f" of {number(reason.of_quantity)}" if reason.of_quantity is not None else ""
    return f"{number(reason.quantity)}{of}"


def _at(reason: Reason) -> str:
    return f" in {reason.warehouse}" if reason.warehouse else ""


def _lateness(reason: Reason) -> str:
    if reason.days is None:
        return ""
    measure = "the promise" if reason.against == "promise" else "the expected date; nothing was promised"
    if reason.days == 0:
        return f"on the day of {measure}"
    when = "after" if reason.days > 0 else "before"
    return f"{days(abs(reason.days))} {when} {measure}"


def _delivered(reason: Reason, spell: Spelling) -> str:
    when = f"last left on {spell.moment(reason.at)}" if reason.at else "the date is not known"
    return joined((f"{_amount(reason)} units left", when, _lateness(reason)))


def _waiting(reason: Reason, spell: Spelling) -> str:
    start = f"{_goods(reason)} is short by {_amount(reason)} ordered{_at(reason)}"
    brought = "; ".join(inbound_line(part, spell) for part in reason.inbound)
    return joined(
        (
            start,
            brought or ("no open purchase brings it" if reason.uncovered else None),
            f"no purchase brings {number(reason.uncovered)} of it" if brought and reason.uncovered else None,
            _complete(reason, spell),
        ),
        "; ",
    )


def _complete(reason: Reason, spell: Spelling) -> str | None:
    if reason.overdue_days:
        return f"overdue for {days(reason.overdue_days)}, no new date is known"
    return f"complete on {spell.moment(reason.at)}" if reason.at and not reason.uncovered else None


def _not_reserved(reason: Reason, spell: Spelling) -> str:
    free = f" although free stock is there{_at(reason)}" if reason.warehouse else ""
    return f"{_amount(reason)} {_goods(reason)} not reserved yet{free}"


def _on_hold(reason: Reason, spell: Spelling) -> str:
    return (
        f"{number(reason.quantity)} {_goods(reason)} on quality hold{_at(reason)}, "
        f"{number(reason.of_quantity)} short"
    )


def _reserved_for_others(reason: Reason, spell: Spelling) -> str:
    holders = joined(f"{order} holds {number(quantity)}" for order, quantity in reason.orders)
    return joined(
        (f"{number(reason.quantity)} {_goods(reason)} reserved for other orders{_at(reason)}", holders), ": "
    )


def _elsewhere(reason: Reason, spell: Spelling) -> str:
    places = joined(f"{number(quantity)} free in {place}" for place, quantity in reason.warehouses)
    return joined((f"{number(reason.quantity)} {_goods(reason)} free in other warehouses", places), ": ")


def _ship_complete(reason: Reason, spell: Spelling) -> str:
    items = joined(f"{number(quantity)} {sku}" for sku, quantity in reason.items)
    return f"{_amount(reason)} open units could leave today but wait, the order ships complete: {items}"


def _about_shipment(words: str) -> Callable[[Reason, Spelling], str]:
    def line(reason: Reason, spell: Spelling) -> str:
        carrier = f", carrier {reason.carrier}" if reason.carrier else ", no carrier known"
        when = f", {spell.moment(reason.at)}" if reason.at else ""
        return f"{reason.shipment}{_at(reason)} {words}, {number(reason.quantity)} units{carrier}{when}"

    return line


def _split_by_warehouse(reason: Reason, spell: Spelling) -> str:
    places = joined(f"{number(quantity)} from {place}" for place, quantity in reason.warehouses)
    return joined((f"{number(reason.quantity)} units from several warehouses", places, _names(reason)), "; ")


def _split_by_shortage(reason: Reason, spell: Spelling) -> str:
    return joined((f"{number(reason.quantity)} units on back orders", _names(reason)), "; ")


def _names(reason: Reason) -> str:
    return joined(reason.shipments)


def _late(reason: Reason, spell: Spelling) -> str:
    return joined((f"late, {_lateness(reason)}", f"due was {spell.moment(reason.at)}"))


def _will_be_late(reason: Reason, spell: Spelling) -> str:
    what = joined((reason.sku, reason.purchase and f"purchase {reason.purchase}"))
    least = "at least " if reason.at_least else ""
    text = f"will be late, {least}{_lateness(reason)}: missing goods arrive on {spell.moment(reason.at)}"
    return joined((text, what, None if reason.confirmed else "not ordered yet"))


def _unknown(reason: Reason, spell: Spelling) -> str:
    if reason.sku is None:
        return "the data does not tell why"
    return f"{_amount(reason)} {_goods(reason)} open, but in no open delivery; the data does not tell why"


_WORDS: dict[ReasonCode, Callable[[Reason, Spelling], str]] = {
    ReasonCode.CANCELLED: _nothing("the order is cancelled"),
    ReasonCode.DRAFT: _nothing("a quotation, not confirmed"),
    ReasonCode.WAITING_FOR_PAYMENT: _nothing("waiting for payment in advance"),
    ReasonCode.CREDIT_WARNING: _nothing("the customer's credit limit is exceeded; nothing is held by itself"),
    ReasonCode.DELIVERED: _delivered,
    ReasonCode.PARTLY_DELIVERED: _delivered,
    ReasonCode.RETURNED: _about_shipment("came back"),
    ReasonCode.WAITING_FOR_STOCK: _waiting,
    ReasonCode.NOT_RESERVED: _not_reserved,
    ReasonCode.ON_HOLD: _on_hold,
    ReasonCode.RESERVED_FOR_OTHERS: _reserved_for_others,
    ReasonCode.STOCK_ELSEWHERE: _elsewhere,
    ReasonCode.SHIP_COMPLETE: _ship_complete,
    ReasonCode.READY_NOT_PICKED: _about_shipment("ready, reserved and not picked"),
    ReasonCode.PICKED_WITHOUT_CARRIER: _about_shipment("picked, but has no carrier"),
    ReasonCode.AWAITING_COLLECTION: _about_shipment("picked and waits for collection"),
    ReasonCode.LEFT_WITHOUT_TRACKING: _about_shipment("left without a tracking number"),
    ReasonCode.SPLIT_BY_WAREHOUSE: _split_by_warehouse,
    ReasonCode.SPLIT_BY_SHORTAGE: _split_by_shortage,
    ReasonCode.LATE: _late,
    ReasonCode.WILL_BE_LATE: _will_be_late,
    ReasonCode.UNKNOWN: _unknown,
}
