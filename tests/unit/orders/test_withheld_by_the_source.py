"""What the source itself could not read is withheld, and nothing is said as if it were known."""

from dataclasses import replace

from retrieval.audience import Audience
from retrieval.orders.disclosure import disclose, disclose_product
from retrieval.orders.facts import order_facts
from retrieval.orders.reasons import ReasonCode
from retrieval.orders.state import ProductState
from retrieval.orders.why import reasons_for
from tests.unit.orders.making import NOW, ZONE, line, order, shipment

STAFF = Audience(kind="staff", roles=frozenset({"supervisor"}), companies=frozenset({1}))
SHORT = order(line(10, short=10), shipments=(shipment("WHN/OUT/1", 10),))
UNREADABLE = replace(SHORT, withheld=frozenset({"line.inbound"}))


def test_it_is_still_withheld_after_disclosure() -> None:
    assert "line.inbound" in disclose(UNREADABLE, STAFF).withheld
    product = ProductState(
        sku="A", name="A", unit="pcs", stock=(), receipts=(), withheld=frozenset({"receipts"})
    )
    assert "receipts" in disclose_product(product, STAFF).withheld


def test_where_purchases_cannot_be_read_it_is_not_said_that_there_are_none() -> None:
    [wait] = [
        reason for reason in reasons_for(UNREADABLE, NOW, ZONE) if reason.code is ReasonCode.WAITING_FOR_STOCK
    ]
    assert wait.quantity == 10
    assert wait.uncovered is None
    told, known = (order_facts(state, STAFF, NOW, ZONE, "Odoo").text for state in (UNREADABLE, SHORT))
    assert "no open purchase" in known.lower()
    assert "no open purchase" not in told.lower()
