"""What Slack delivers, as what people did: pure, so that each recorded payload is a test case."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.door import Place

_SPECIAL = re.compile(r"<([^<>]*)>")
_SPACES = re.compile(r"[ \t]{2,}")
_NO_PERSON = frozenset({"USLACKBOT"})
_PEOPLES = frozenset({"", "file_share", "thread_broadcast", "me_message"})
"""Subtypes of messages that people write; all others tell of joins, renames, bots."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message of a person. `thread` is the ts of its thread's first message, which may be itself."""

    team: str
    channel: str
    ts: str
    thread: str
    user: str
    text: str = field(repr=False)
    is_direct: bool
    mentions_us: bool
    mentions_others: bool = False
    is_in_thread: bool = False
    edited: str = ""
    files: int = 0
    is_from_outside: bool = False

    @property
    def root(self) -> str:
        """The turn id of its first version: the same for the `message` and the `app_mention` of it."""
        return f"slack:{self.team}:{self.channel}:{self.ts}"

    @property
    def id(self) -> str:
        return f"{self.root}:{self.edited}" if self.edited else self.root

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(float(self.edited or self.ts), UTC)

    @property
    def here(self) -> Place:
        """Direct messages are one conversation with all their threads: people go on where they like."""
        address = json.dumps({"channel": self.channel, "thread_ts": self.thread})
        if self.is_direct:
            return Place(conversation=directly(self.team, self.user).conversation, address=address)
        return Place(conversation=f"slack:{self.team}:{self.channel}:{self.thread}", address=address)


def directly(team: str, user: str) -> Place:
    """Return the direct messages with somebody; their channel is looked up when something is sent."""
    return Place(conversation=f"slack:{team}:@{user}", address=json.dumps({"user": user}))


def said_in(event: Mapping[str, Any], *, team: str, bot_user: str) -> Said | None:
    """Return what somebody said in a `message` or `app_mention` event; None for what no person wrote."""
    if event.get("subtype", "") not in _PEOPLES or not _is_person(event, bot_user):
        return None
    channel, ts = event.get("channel"), event.get("ts")
    if not channel or not ts:
        return None
    text = str(event.get("text") or "")
    mentioned = set(re.findall(r"<@([A-Z0-9]+)", text))
    home = event.get("user_team") or event.get("source_team") or event.get("team") or team
    return Said(
        team=team,
        channel=str(channel),
        ts=str(ts),
        thread=str(event.get("thread_ts") or ts),
        user=str(event["user"]),
        text=plain(text, bot_user),
        is_direct=event.get("channel_type") == "im" or str(channel).startswith("D"),
        mentions_us=bot_user in mentioned or event.get("type") == "app_mention",
        mentions_others=bool(mentioned - {bot_user}),
        is_in_thread=bool(event.get("thread_ts")) and event.get("thread_ts") != ts,
        edited=str((event.get("edited") or {}).get("ts") or ""),
        files=len(event.get("files") or ()),
        is_from_outside=home != team,
    )


def edited_in(event: Mapping[str, Any], *, team: str, bot_user: str) -> Said | None:
    """Return the new version of a message; None when its text is as before (Slack unfurled a link)."""
    if event.get("subtype") != "message_changed":
        return None
    message, before = event.get("message") or {}, event.get("previous_message") or {}
    if not message.get("edited") or message.get("text") == before.get("text"):
        return None
    whole = {**message, "channel": event.get("channel"), "channel_type": event.get("channel_type")}
    return said_in(whole, team=team, bot_user=bot_user)


def deleted_in(event: Mapping[str, Any], *, team: str) -> str | None:
    """Return the turn id of the message that was deleted."""
    if event.get("subtype") != "message_deleted" or not event.get("deleted_ts"):
        return None
    return f"slack:{team}:{event.get('channel')}:{event['deleted_ts']}"


def plain(text: str, bot_user: str = "") -> str:
    """Return Slack's markup as people see it, without the mention of the bot."""
    shown = _SPECIAL.sub(lambda match: _shown(match[1], bot_user), text)
    return _SPACES.sub(" ", html.unescape(shown)).strip()


def _shown(inner: str, bot_user: str) -> str:
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return "" if target == f"@{bot_user}" else label or "@colleague"
    if target.startswith("#"):
        return f"#{label}" if label else "#channel"
    if target.startswith("!"):
        return label or f"@{target[1:].partition('^')[0]}"
    return label or target.removeprefix("mailto:").removeprefix("tel:")


def _is_person(event: Mapping[str, Any], bot_user: str) -> bool:
    user = event.get("user")
    return bool(user) and user != bot_user and user not in _NO_PERSON and not event.get("bot_id")
