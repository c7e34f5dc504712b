"""How many, where, free or not, what comes next, and what may replace it."""

from datetime import datetime

from bot.domain import Paragraph
from bot.generation.order_words import product_name
from bot.generation.parts import headline, items, paragraph
from bot.generation.voice import Voice
from retrieval.evidence import ProductFacts
from retrieval.orders.state import ProductState, Receipt, StockAt

MOST_RECEIPTS = 3


def product(v: Voice, facts: ProductFacts) -> tuple[Paragraph, ...]:
    state = facts.product
    title = f"{product_name(state.name, state.sku)}: {_availability(v, state)}"
    return (
        *headline(title, facts.id, after=v.as_of(facts.as_of)),
        *(items((_stock(v, state, place) for place in state.stock), facts.id) if v.to_staff else ()),
        *_receipts(v, facts),
        *_substitutes(v, facts),
    )


def _availability(v: Voice, state: ProductState) -> str:
    if "stock" in state.withheld:
        return v.say("its stock is not shown here")
    places = [place for place in state.stock if place.free > 0]
    if not v.to_staff:
        return v.say("in stock") if places else v.say("not in stock at the moment")
    if not places:
        return v.say("nothing free in any warehouse")
    return v.join(
        v.say(
            "{quantity} free in {warehouse}",
            quantity=v.quantity(place.free, state.unit),
            warehouse=place.warehouse,
        )
        for place in places
    )


def _stock(v: Voice, state: ProductState, place: StockAt) -> str:
    if not place.on_hand:
        return v.say("{warehouse}: none", warehouse=place.warehouse)
    reserved = place.on_hand - place.on_hold - place.free
    parts = [
        v.say("{quantity} on hand", quantity=v.quantity(place.on_hand, state.unit)),
        v.say("{number} free", number=v.number(place.free)),
        v.say("{number} reserved", number=v.number(reserved)) if reserved > 0 else "",
        v.say("{number} on hold", number=v.number(place.on_hold)) if place.on_hold else "",
    ]
    return f"{place.warehouse}: " + ", ".join(part for part in parts if part)


def _receipts(v: Voice, facts: ProductFacts) -> tuple[Paragraph, ...]:
    state = facts.product
    if "receipts" in state.withheld:
        return paragraph((v.say("Customer service can tell you what is available."),))
    if not state.receipts:
        nothing = v.say("No open purchase brings more.") if v.to_staff else v.say("No arrival date is known.")
        return paragraph((nothing,), facts.id)
    if not v.to_staff or "receipt.purchase" in state.withheld:
        return _next_arrival(v, facts)
    return paragraph((_receipt(v, state, one) for one in state.receipts[:MOST_RECEIPTS]), facts.id)


def _next_arrival(v: Voice, facts: ProductFacts) -> tuple[Paragraph, ...]:
    days = [one.expected_at for one in facts.product.receipts if one.expected_at]
    ahead = [moment for moment in days if not v.is_past(moment)]
    if not ahead:
        return paragraph((v.say("More is ordered; no arrival date is known."),), facts.id)
    return paragraph((v.say("More arrives at our warehouse on {day}.", day=v.day(min(ahead))),), facts.id)


def _receipt(v: Voice, state: ProductState, one: Receipt) -> str:
    purchase = f"{one.purchase} ({one.supplier})" if one.supplier else one.purchase
    quantity = v.quantity(one.quantity, state.unit)
    if not one.confirmed:
        return v.say("{purchase} is only a request for quotation, not ordered yet.", purchase=purchase)
    if one.expected_at is None:
        return v.say(
            "Purchase {purchase} is to bring {quantity} to {warehouse}; {system} shows no date.",
            purchase=purchase,
            quantity=quantity,
            warehouse=one.warehouse,
            system=v.system,
        )
    return _dated(v, one.expected_at, purchase=purchase, quantity=quantity, warehouse=one.warehouse)


def _dated(v: Voice, expected_at: datetime, **values: str) -> str:
    day = v.day(expected_at)
    if v.is_past(expected_at):
        return v.say(
            "Purchase {purchase} was to bring {quantity} to {warehouse} on {day} and is not booked in yet.",
            day=day,
            **values,
        )
    return v.say("Purchase {purchase} brings {quantity} to {warehouse} on {day}.", day=day, **values)


def _substitutes(v: Voice, facts: ProductFacts) -> tuple[Paragraph, ...]:
    if not facts.product.substitutes:
        return ()
    names = v.join(product_name(name, sku) for sku, name in facts.product.substitutes)
    return paragraph((v.say("Stated substitute: {products}.", products=names),), facts.id)
