"""Who is asking, as far as it decides what may be read."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from retrieval.immutable import Immutable

AudienceKind = Literal["public", "guest", "customer", "staff"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience(Immutable):
    """What one asker may see. The default is the closed one: the public.

    `companies` are Odoo company ids; empty means none for staff. `customer_ids` are the *commercial*
    partner ids a customer speaks for. `own_documents_only` is Odoo's salesman without "all documents":
    such a person sees the orders that name `user_id` as salesperson, and those that name nobody.
    """

    kind: AudienceKind = "public"
    roles: frozenset[str] = frozenset()
    companies: frozenset[int] = frozenset()
    own_documents_only: bool = False
    user_id: int | None = None
    customer_ids: frozenset[int] = frozenset()
    customer_names: frozenset[str] = field(default=frozenset(), repr=False)
    proven_order: str = ""
    """Of a guest: the one order they gave proof of."""
    proof: Literal["", "label", "email"] = ""
    """How much of it they proved: what a label shows, or with its e-mail address also what is in it."""

    @property
    def key(self) -> str:
        """Return a short text that is equal for equal rights, also in another process."""
        parts = (
            self.kind,
            *sorted(self.roles),
            str(sorted(self.companies)),
            f"{self.own_documents_only}{self.user_id}",
            str(sorted(self.customer_ids)),
            *sorted(self.customer_names),
            f"{self.proven_order}{self.proof}",
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

    @property
    def is_staff(self) -> bool:
        return self.kind == "staff"

    @property
    def is_public(self) -> bool:
        return self.kind == "public"

    def document_audiences(self) -> frozenset[str]:
        """Return the audience labels of the documents this asker may read, in the spelling of the index."""
        labels = {"public"}
        if self.is_staff:
            labels |= {"staff"} | {f"role:{role}" for role in self.roles}
        if self.kind == "customer":
            labels |= {f"customer:{name}" for name in self.customer_names}
        return frozenset(labels)


PUBLIC = Audience()
