"""Whether a guest's proof is right for an order of Odoo. The values it is compared with stay in here."""

from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.orders.odoo.reading import Query, Reading
from retrieval.orders.odoo.scope import Domain, context_of
from retrieval.orders.odoo.specification import Specification
from retrieval.orders.odoo.values import Row
from retrieval.proof import GivenProof, ProofLevel, level_of

PROVABLE = ("sale", "cancel")
"""A quotation has no label."""
HELD: Specification = {
    "partner_id": {"fields": {"email_normalized": {}}},
    "partner_shipping_id": {"fields": {"email_normalized": {}, "zip": {}}},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prover:
    """`companies` are the ones guests may ask about."""

    reading: Reading
    companies: frozenset[int]

    async def prove(self, number: str, given: GivenProof) -> ProofLevel:
        """Return what is proven of the order with exactly this number; NONE also when there is none.

        Odoo is asked once and the same whatever is given, so that a wrong proof and an unknown order are
        alike from outside. Raises: `SourceUnavailable`.
        """
        domain: Domain = [
            ("name", "=", number),
            ("state", "in", PROVABLE),
            ("company_id", "in", sorted(self.companies)),
        ]
        query = Query(
            model="sale.order",
            domain=domain,
            specification=HELD,
            limit=2,
            context=context_of(self.companies),
        )
        rows = await self.reading.rows(query)
        row: Row = rows[0] if len(rows) == 1 else {}
        return level_of(given, _postcode(row), tuple(_emails(row)))


def _postcode(row: Row) -> str:
    return (row.get("partner_shipping_id") or {}).get("zip") or ""


def _emails(row: Row) -> Iterator[str]:
    for link in ("partner_id", "partner_shipping_id"):
        yield (row.get(link) or {}).get("email_normalized") or ""
