"""The values behind the placeholders of conversations: the table `vault`."""

import contextlib
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, String, Table, Text, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Forgotten
from bot.sealing import KeyRing
from bot.storage.base import Moment, metadata
from bot.storage.keys import DataKeys
from bot.storage.upsert import upsert
from guardrails.vault import SealedValue, canonical

vault = Table(
    "vault",
    metadata,
    Column("conversation", String(512), primary_key=True),
    Column("placeholder", String(64), primary_key=True),
    Column("reader", String(128), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("person", String(64), nullable=False, index=True),
    Column("sealed", Text),
    Column("digest", String(64), index=True),
    Column("used_at", Moment, nullable=False, index=True),
)
"""One row for each reader of a value, sealed under the key of that person.

`digest` finds a value that is to be forgotten. A forgotten one leaves its row, empty: its placeholder must
never come to stand for something else.
"""
_VALUE, _DIGESTS = "vault.sealed", "~digests"


@dataclass(frozen=True, slots=True)
class Digest:
    """HMAC-SHA-256 of a value in its plainest spelling, so that equal values are found and none is read."""

    key: bytes

    def __call__(self, value: str) -> str:
        return hmac.new(self.key, canonical("", value).encode(), hashlib.sha256).hexdigest()


async def digest_of(keys: DataKeys) -> Digest:
    """Return how values are found again. Its key is one of the record's own, and of nobody."""
    ring = await keys.of(_DIGESTS)
    return Digest(ring.keys[ring.current])


async def values_of(
    connection: AsyncConnection, keys: DataKeys, conversation: str
) -> tuple[SealedValue, ...]:
    """Return what is sealed in a conversation, in the order of its letters. Forgotten ones have no reader."""
    query = (
        select(vault.c.placeholder, vault.c.kind, vault.c.reader, vault.c.sealed)
        .where(vault.c.conversation == conversation)
        .order_by(func.length(vault.c.placeholder), vault.c.placeholder, vault.c.reader)
    )
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in (await connection.execute(query)).all():
        spelled = found.setdefault((row.placeholder, row.kind), [])
        if row.sealed is not None:
            with contextlib.suppress(Forgotten):
                spelled.append((row.reader, (await keys.open(row.sealed, _VALUE)).decode()))
    return tuple(
        SealedValue(placeholder=placeholder, kind=kind, spelled=tuple(spelled))
        for (placeholder, kind), spelled in found.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who saw a value, whose key seals it for them."""

    id: str
    person: str
    ring: KeyRing


async def keep_values(
    connection: AsyncConnection,
    conversation: str,
    values: Sequence[SealedValue],
    *,
    reader: Reader,
    digest: Digest,
    now: datetime,
) -> None:
    """Keep the values as this reader saw them."""
    rows = [
        {
            "conversation": conversation,
            "placeholder": value.placeholder,
            "reader": reader.id,
            "kind": value.kind,
            "person": reader.person,
            "sealed": reader.ring.seal(spelled.encode(), _VALUE),
            "digest": digest(spelled),
            "used_at": now,
        }
        for value in values
        if (spelled := dict(value.spelled).get(reader.id)) is not None
    ]
    if rows:
        await connection.execute(upsert(connection, vault, rows, update=("sealed", "digest", "used_at")))


async def empty_values(connection: AsyncConnection, *, person: str = "", digest: str = "") -> int:
    """Empty the rows of a person, or those of a value, and return how many were."""
    whose = vault.c.person == person if person else vault.c.digest == digest
    emptied = update(vault).where(whose, vault.c.sealed.is_not(None)).values(sealed=None, digest=None)
    return (await connection.execute(emptied)).rowcount
