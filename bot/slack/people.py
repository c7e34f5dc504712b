"""Who somebody in Slack is, and who reads along in a channel. Kept for a minute at the most."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cachetools import TTLCache

from bot.identity import MOST_MEMBERS, ChannelUser
from bot.slack.web import SlackFault, SlackWeb

NAME = "slack"
_SECONDS = 60.0
_AT_ONCE = 8


@dataclass(slots=True, kw_only=True)
class SlackPeople:
    """`team` is ours. `shared_devices` are accounts of a place, a dock tablet, with no person behind them."""

    web: SlackWeb
    team: str
    shared_devices: frozenset[str] = frozenset()
    _users: TTLCache[str, ChannelUser] = field(default_factory=lambda: TTLCache(20_000, _SECONDS))
    _languages: TTLCache[str, str] = field(default_factory=lambda: TTLCache(20_000, 24 * _SECONDS))
    _names: TTLCache[str, str] = field(default_factory=lambda: TTLCache(20_000, 24 * _SECONDS))
    _members: TTLCache[str, list[ChannelUser]] = field(default_factory=lambda: TTLCache(2_000, _SECONDS))

    async def user(self, user: str, *, is_from_outside: bool = False) -> ChannelUser:
        """Return who this is; somebody Slack cannot tell us of is from outside."""
        found = self._users.get(user)
        if found is None:
            try:
                profile = (await self.web.call("users.info", user=user, include_locale=True)).get(
                    "user"
                ) or {}
            except SlackFault:
                return ChannelUser(channel=NAME, id=user, is_outside=True)
            found = self._users[user] = self._read(user, profile)
        if is_from_outside and not found.is_outside:
            return ChannelUser(channel=NAME, id=user, is_outside=True)
        return found

    async def language(self, user: str) -> str:
        """Return the language of somebody's Slack, as "en" or "de"; English when it cannot be found out."""
        if user not in self._languages:
            await self.user(user)
        return self._languages.get(user, "en")

    async def name(self, user: str) -> str:
        """Return the name somebody goes by in Slack; "A colleague" where it cannot be found out."""
        if user not in self._names:
            await self.user(user)
        return self._names.get(user) or "A colleague"

    async def readers(self, channel: str) -> list[ChannelUser] | None:
        """Return who reads along in a channel, the bot left out; None when it cannot be found out.

        Of a channel with more than `MOST_MEMBERS` the first ones are returned, and one more than that.
        """
        if (found := self._members.get(channel)) is not None:
            return found
        try:
            found = await self._look(channel)
        except SlackFault:
            return None
        self._members[channel] = found
        return found

    async def _look(self, channel: str) -> list[ChannelUser]:
        info = (await self.web.call("conversations.info", channel=channel)).get("channel") or {}
        if info.get("is_ext_shared") or info.get("is_pending_ext_shared"):
            return [ChannelUser(channel=NAME, id="shared", is_outside=True)]
        ids: list[str] = []
        async for member in self.web.pages("conversations.members", "members", channel=channel, limit=200):
            ids.append(str(member))
            if len(ids) > MOST_MEMBERS + 1:  # ourselves may be one of them
                break
        at_once = asyncio.Semaphore(_AT_ONCE)

        async def one(user: str) -> ChannelUser | None:
            async with at_once:
                return await self._member(user)

        return [user for user in await asyncio.gather(*(one(user) for user in ids)) if user is not None]

    async def _member(self, user: str) -> ChannelUser | None:
        """Return a member, None for a bot of our own team: no person reads through it."""
        if (found := self._users.get(user)) is not None:
            return found
        profile = (await self.web.call("users.info", user=user, include_locale=True)).get("user") or {}
        if profile.get("is_bot") and profile.get("team_id", self.team) == self.team:
            return None
        found = self._users[user] = self._read(user, profile)
        return found

    def _read(self, user: str, profile: Mapping[str, Any]) -> ChannelUser:
        """Return who a profile tells of. A full member's address is verified once Slack says so."""
        is_outside = (
            not profile
            or any(profile.get(mark) for mark in ("is_restricted", "is_ultra_restricted", "is_stranger"))
            or bool(profile.get("is_bot") or profile.get("deleted"))
            or profile.get("team_id", self.team) != self.team
        )
        self._names[user] = str(profile.get("real_name") or "")
        self._languages[user] = str(profile.get("locale") or "en").partition("-")[0]
        return ChannelUser(
            channel=NAME,
            id=user,
            email=str((profile.get("profile") or {}).get("email") or ""),
            email_is_verified=bool(profile.get("is_email_confirmed")) and not is_outside,
            is_outside=is_outside,
            is_shared_device=user in self.shared_devices,
        )
