"""Who somebody in Teams is, and who reads along in a chat or a channel. Kept for a minute at the most."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cachetools import TTLCache

from bot.errors import NotSent
from bot.identity import MOST_MEMBERS, ChannelUser
from bot.teams.connector import Connector, TeamsFault
from bot.teams.turns import NAME, Address, Said

_SECONDS = 60.0


@dataclass(slots=True, kw_only=True)
class TeamsPeople:
    """`tenant` is ours; "" where there is none, on the Playground: then nobody is from outside."""

    connector: Connector
    tenant: str
    _users: TTLCache[str, ChannelUser] = field(default_factory=lambda: TTLCache(20_000, _SECONDS))
    _members: TTLCache[str, list[ChannelUser]] = field(default_factory=lambda: TTLCache(2_000, _SECONDS))

    async def user(self, said: Said) -> ChannelUser:
        """Return who said something; somebody Teams cannot tell us of is from outside."""
        return await self.member(said.address, said.channel_user)

    async def member(self, address: Address, user: str) -> ChannelUser:
        if (found := self._users.get(user)) is not None:
            return found
        try:
            profile = await self.connector.member(address.service_url, address.conversation, user)
        except (TeamsFault, NotSent):
            return ChannelUser(channel=NAME, id=user, is_outside=True)
        found = self._users[user] = self._read(user, profile)
        return found

    async def readers(self, address: Address) -> list[ChannelUser] | None:
        """Return who reads along; None when it cannot be found out. Never many more than `MOST_MEMBERS`."""
        place = roster_of(address)
        if (found := self._members.get(place)) is not None:
            return found
        members: list[ChannelUser] = []
        try:
            async for profile in self.connector.members(address.service_url, place):
                members.append(self._read(str(profile.get("id") or ""), profile))
                if len(members) > MOST_MEMBERS:
                    break
        except (TeamsFault, NotSent):
            return None
        self._members[place] = members
        return members

    def _read(self, user: str, profile: Mapping[str, Any]) -> ChannelUser:
        """Return who a profile tells of. Addresses of our own tenant's members are verified by it."""
        tenant = str(profile.get("tenantId") or "")
        is_outside = (
            not profile
            or str(profile.get("userRole") or "user").lower() != "user"
            or (bool(self.tenant) and tenant != self.tenant)
        )
        return ChannelUser(
            channel=NAME,
            id=str(profile.get("aadObjectId") or user),
            email=str(profile.get("email") or profile.get("userPrincipalName") or ""),
            email_is_verified=not is_outside,
            is_outside=is_outside,
        )


def roster_of(address: Address) -> str:
    """Return whose members read along: a channel's thread is read by all of its team."""
    return address.team or address.conversation.partition(";messageid=")[0]
