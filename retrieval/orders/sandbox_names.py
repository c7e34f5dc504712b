"""The names of the sandbox that an asker may say and be understood."""

from collections.abc import Iterator

from retrieval.audience import Audience
from retrieval.orders.data_classes import PERSON, may_see
from retrieval.orders.people import is_persons_name
from retrieval.orders.sandbox_files import Files, Json
from retrieval.orders.source import Individual, NamedRecord


def names_for(files: Files, audience: Audience) -> tuple[NamedRecord, ...]:
    """Products and carriers are for everybody; customers for staff, and each customer for themselves."""
    company = files.company
    found = [_customer(row) for row in company["customers"] if _may_name(row, audience)]
    found += [_plain("product", row, row["sku"], row["sku"]) for row in company["products"]]
    found += [_plain("carrier", row, row["name"]) for row in company["carriers"]]
    if audience.is_staff:
        found += _internal(company, audience)
    return tuple(found)


def customers_with_email(files: Files, email: str, audience: Audience) -> tuple[NamedRecord, ...]:
    wanted = email.strip().casefold()
    rows = [row for row in files.company["customers"] if _may_name(row, audience)]
    return tuple(_customer(row) for row in rows if wanted in _emails(row))


def people_of(files: Files) -> Iterator[Individual]:
    """Yield the private customers and the contacts of companies, but for branches."""
    for row in files.company["customers"]:
        company = row["name"] if row["is_company"] else ""
        for person in (*row["contacts"], *(() if company else (row,))):
            if is_persons_name(person["name"], company):
                yield Individual(id=person["id"], name=person["name"])


def _emails(row: Json) -> set[str]:
    return {one["email"].casefold() for one in (row, *row["contacts"]) if one["email"]}


def _may_name(row: Json, audience: Audience) -> bool:
    if not audience.is_staff:
        return audience.kind == "customer" and row["id"] in audience.customer_ids
    return row["company"] in audience.companies and (row["is_company"] or may_see(PERSON, audience))


def _internal(company: Json, audience: Audience) -> Iterator[NamedRecord]:
    for row in company["warehouses"]:
        if row["company"] in audience.companies:
            yield _plain("warehouse", row, row["name"], row["code"], row["city"])
    for row in company["users"]:
        if row["role"] == "sales" and audience.companies & set(row["companies"]):
            yield _plain("salesperson", row, row["name"])


def _customer(row: Json) -> NamedRecord:
    return NamedRecord(
        kind="customer",
        id=row["id"],
        name=row["name"],
        key=row["name"],
        aliases=(*row["aliases"], *(contact["name"] for contact in row["contacts"])),
        is_company=row["is_company"],
    )


def _plain(kind: str, row: Json, record_key: str, *aliases: str) -> NamedRecord:
    return NamedRecord(kind=kind, id=row["id"], name=row["name"], key=record_key, aliases=aliases)
