"""One field of Odoo in the table: what becomes of it, or that it is never read."""

from dataclasses import dataclass
from enum import StrEnum


class Use(StrEnum):
    READ = "read"
    """Becomes fields of ours, and has the rules of these."""
    INSIDE = "inside"
    """Leads from record to record, or is reckoned with: no answer and no model has its value."""
    NEVER = "never"
    """Not read, and not asked for in a filter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OdooField:
    """`becomes`: "OrderState.total"; names that nobody is shown but may say stand as "NamedRecord.name".

    `to` is the model a link leads to.
    """

    use: Use
    becomes: tuple[str, ...] = ()
    to: str = ""
    why: str = ""


def read(*becomes: str, to: str = "", why: str = "") -> OdooField:
    return OdooField(use=Use.READ, becomes=becomes, to=to, why=why)


def inside(why: str, *, to: str = "") -> OdooField:
    return OdooField(use=Use.INSIDE, to=to, why=why)


def never(why: str) -> OdooField:
    return OdooField(use=Use.NEVER, why=why)
