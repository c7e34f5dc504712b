"""Whether a guest's proof is right for an order of the sandbox: the same answers as Odoo's."""

from retrieval.orders.sandbox_files import Files, Json
from retrieval.proof import GivenProof, ProofLevel, level_of

PROVABLE = frozenset({"sale", "cancel"})
"""A quotation has no label."""


def prove(files: Files, number: str, given: GivenProof, companies: frozenset[int]) -> ProofLevel:
    """Return what is proven of the order with exactly this number; NONE also when there is none.

    `companies` are the ones guests may ask about.
    """
    rows = [row for row in files.orders["orders"] if row["number"] == number and _is_open_to(row, companies)]
    if len(rows) != 1:
        return level_of(given, "", ())
    customer = files.by("customers")[rows[0]["customer"]]
    receiver = next((one for one in customer["contacts"] if one["name"] == rows[0]["contact"]), customer)
    return level_of(given, _postcode(customer, receiver), (receiver["email"] or "",))


def _is_open_to(row: Json, companies: frozenset[int]) -> bool:
    return row["status"] in PROVABLE and row["company"] in companies


def _postcode(customer: Json, receiver: Json) -> str:
    """Return the customer's, which a person there shares; the sandbox has none for a branch."""
    return "" if receiver.get("kind") == "branch" else customer["postcode"]
