"""Finds out who a channel's user is, and what they may see, as it is in Odoo now.

An explicit link goes before a verified e-mail address. What was found holds for a minute at the most, so that
who loses a right in Odoo loses it here. When Odoo cannot be asked nobody is taken for anybody.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from cachetools import TTLCache

from bot.identity import (
    DEFAULT_ROLES,
    MOST_MEMBERS,
    ChannelUser,
    Hearing,
    Known,
    RoleTable,
    audience_from,
    device_audience,
    heard_in,
)
from bot.ports import IdentityBook
from retrieval.accounts.account import Account, AccountSource
from retrieval.audience import Audience
from retrieval.errors import SourceUnavailable

MOST_SECONDS = 60.0
_ASKED_AT_ONCE = 8


class LogMissing(Protocol):
    def __call__(self, part: str, hint: str, /) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Identities:
    """`companies` are those Shipmate answers for."""

    book: IdentityBook
    accounts: AccountSource
    companies: frozenset[int]
    roles: RoleTable = field(default_factory=lambda: DEFAULT_ROLES)
    devices: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """From (channel, account) of a shared device, a dock tablet, to the role it asks in."""
    log_missing: LogMissing = lambda part, hint: None
    seconds: float = MOST_SECONDS
    timeout_seconds: float = 5.0
    timer: Callable[[], float] = time.monotonic
    _known: TTLCache[ChannelUser, Known] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        seconds = min(self.seconds, MOST_SECONDS)
        object.__setattr__(self, "_known", TTLCache(20_000, seconds, timer=self.timer))

    async def known(self, user: ChannelUser) -> Known:
        """Return who this is. Raises: `RecordUnavailable`: without the record nobody has a pseudonym."""
        known = self._known.get(user)
        if known is None:
            known = await self._looked_up(user)
            if known.is_certain:
                self._known[user] = known
        return known

    async def person(self, user: ChannelUser) -> str:
        """Return somebody's pseudonym alone, without asking who they are. Raises: `RecordUnavailable`."""
        return (await self.book.known(user.channel, user.id)).person

    async def hearing(self, asker: ChannelUser, members: list[ChannelUser] | None) -> Hearing:
        """Return who hears an answer in a shared channel; `members` is None when they could not be read."""
        mine = (await self.known(asker)).audience
        outside = any(one.is_outside for one in members or ())
        if outside or members is None:
            return heard_in(mine, None, has_outsiders=outside)
        if len(members) > MOST_MEMBERS:
            return heard_in(mine, None, has_outsiders=False)
        return heard_in(mine, await self._audiences(members), has_outsiders=False)

    async def _audiences(self, members: list[ChannelUser]) -> list[Audience]:
        at_once = asyncio.Semaphore(_ASKED_AT_ONCE)

        async def one(user: ChannelUser) -> Audience:
            async with at_once:
                return (await self.known(user)).audience

        return list(await asyncio.gather(*(one(user) for user in members)))

    async def _looked_up(self, user: ChannelUser) -> Known:
        entry = await self.book.known(user.channel, user.id)
        if user.is_outside:
            return Known(person=entry.person)
        if user.is_shared_device:
            role = self.devices.get((user.channel, user.id))
            return Known(person=entry.person, audience=device_audience(role, self.companies))
        try:
            async with asyncio.timeout(self.timeout_seconds):
                account = await self._account(user, entry.user_id, entry.partner_id)
        except (SourceUnavailable, TimeoutError) as error:
            reason = error.reason if isinstance(error, SourceUnavailable) else "timeout"
            self.log_missing("identities", reason)
            return Known(person=entry.person, is_certain=False)
        return Known(
            person=entry.person,
            audience=audience_from(account, self.roles, self.companies),
            warehouse=account.warehouse if account else "",
            may_decide=account is not None and account.kind == "internal",
        )

    async def _account(
        self, user: ChannelUser, user_id: int | None, partner_id: int | None
    ) -> Account | None:
        """A link decides alone: who is linked to an account that is gone is not looked for by address."""
        if user_id is not None:
            return await self.accounts.by_user(user_id)
        if partner_id is not None:
            return await self.accounts.by_partner(partner_id)
        if user.email and user.email_is_verified:
            return await self.accounts.by_email(user.email)
        return None
