"""Who asks, on the command line: `--as ROLE`. Free on the embedded default, where every order is made up."""

from datetime import UTC, datetime

from bot.errors import UnknownRoleError
from retrieval.audience import PUBLIC, Audience
from retrieval.orders.source import NamedRecord, OrderSource

STAFF_ROLES = ("staff", "warehouse", "customer-service", "supervisor", "sales")
_WAY_ON = "Use public, staff, warehouse, customer-service, supervisor, sales:NAME or customer:NAME."


async def audience_of(role: str, source: OrderSource, companies: frozenset[int]) -> Audience:
    """Return the audience a role stands for. `ROLE:NAME` makes a staff member that salesperson.

    Raises: `UnknownRoleError` for a role or name there is not, or a name that means several.
    """
    kind, _, name = role.partition(":")
    kind = kind.strip().lower()
    if kind == "public" and not name:
        return PUBLIC
    if kind == "customer" and name.strip():
        return await _customer(name.strip(), source, companies)
    if kind in STAFF_ROLES:
        return await _staff(kind, name.strip(), source, companies)
    raise UnknownRoleError(f"There is no such role. {_WAY_ON}")


async def _customer(name: str, source: OrderSource, companies: frozenset[int]) -> Audience:
    everybody = Audience(kind="staff", companies=companies, roles=frozenset({"supervisor"}))
    customer = await _record("customer", name, everybody, source)
    return Audience(
        kind="customer",
        companies=companies,
        customer_ids=frozenset({customer.id}),
        customer_names=frozenset({customer.name}),
    )


async def _staff(role: str, name: str, source: OrderSource, companies: frozenset[int]) -> Audience:
    audience = Audience(kind="staff", companies=companies, roles=frozenset({role}))
    if not name:
        return audience
    person = await _record("salesperson", name, audience, source)
    return Audience(
        kind="staff",
        companies=companies,
        roles=audience.roles,
        user_id=person.id,
        own_documents_only=role == "sales",
    )


async def _record(kind: str, name: str, audience: Audience, source: OrderSource) -> NamedRecord:
    wanted = name.casefold()
    known = [record for record in await source.names(audience) if record.kind == kind]
    exact = [record for record in known if wanted in _spellings(record)]
    partial = [record for record in known if any(wanted in spelling for spelling in _spellings(record))]
    match exact or partial:
        case [record]:
            return record
        case []:
            raise UnknownRoleError(f"There is no {kind} of that name.")
        case several:
            names = ", ".join(sorted(record.name for record in several)[:5])
            raise UnknownRoleError(f"Several {kind}s have such a name: {names}. Write it in full.")


def _spellings(record: NamedRecord) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (record.name, *record.aliases))


def turn_id(conversation: str, ordinal: int) -> str:
    return f"terminal:{conversation}:{datetime.now(UTC):%Y%m%dT%H%M%S}:{ordinal}"
