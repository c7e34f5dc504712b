"""The workspace: people, channels, and messages in their order."""

import itertools
import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

TEAM, BOT, BOT_ID = "T0SHIP", "U0SHIPMATE", "B0SHIPMATE"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: str
    email: str = ""
    name: str = "Somebody"
    locale: str = "en-US"
    team: str = TEAM
    is_guest: bool = False
    is_bot: bool = False
    is_email_confirmed: bool = True

    @property
    def profile(self) -> Json:
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name.lower().replace(" ", "."),
            "real_name": self.name,
            "locale": self.locale,
            "tz": "Europe/Berlin",
            "deleted": False,
            "is_bot": self.is_bot,
            "is_restricted": self.is_guest,
            "is_ultra_restricted": False,
            "is_stranger": self.team != TEAM,
            "is_email_confirmed": self.is_email_confirmed,
            "profile": {"email": self.email, "real_name": self.name},
        }


@dataclass(slots=True)
class World:
    """`channels` are shared ones by id, with their members; direct messages are `D` and the user's id."""

    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, set[str]] = field(default_factory=dict)
    shared_outside: set[str] = field(default_factory=set)
    messages: dict[str, list[Json]] = field(default_factory=dict)
    ephemerals: list[Json] = field(default_factory=list)
    views: list[Json] = field(default_factory=list)
    homes: dict[str, Json] = field(default_factory=dict)
    statuses: list[Json] = field(default_factory=list)
    prompts: list[Json] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def add(self, *people: Person) -> None:
        self.people.update({one.id: one for one in people})

    def next_ts(self) -> str:
        return f"{int(time.time())}.{next(self._numbers):06d}"

    def exists(self, channel: str) -> bool:
        return channel in self.channels or channel.removeprefix("D") in self.people

    def members(self, channel: str) -> list[str]:
        if channel in self.channels:
            return sorted(self.channels[channel])
        return [channel.removeprefix("D"), BOT]

    def put(self, channel: str, message: Mapping[str, Any]) -> Json:
        kept = dict(message)
        self.messages.setdefault(channel, []).append(kept)
        return kept

    def find(self, channel: str, ts: str) -> Json | None:
        return next((one for one in self.messages.get(channel, []) if one["ts"] == ts), None)

    def thread(self, channel: str, ts: str) -> list[Json]:
        return [
            one for one in self.messages.get(channel, []) if one["ts"] == ts or one.get("thread_ts") == ts
        ]

    def ours(self, channel: str = "") -> list[Json]:
        """Return the messages of the bot, in one channel or in all of them, in their order."""
        places = [channel] if channel else list(self.messages)
        found = [one for place in places for one in self.messages.get(place, []) if one.get("user") == BOT]
        return sorted(found, key=lambda one: str(one["ts"]))


def text_of(message: Mapping[str, Any]) -> str:
    """Return all that is read in a message: its blocks' texts, or without blocks its text."""
    if not message.get("blocks"):
        return str(message.get("text") or "")
    return "\n".join(_texts(message["blocks"]))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("type") in ("mrkdwn", "plain_text") and isinstance(value.get("text"), str):
            yield value["text"]
            return
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def buttons_of(message: Mapping[str, Any]) -> dict[str, Json]:
    """Return the buttons of a message by action id; of feedback its two as `feedback:good` and `:bad`."""
    found: dict[str, Json] = {}
    for block in message.get("blocks") or ():
        for element in block.get("elements") or ():
            if element.get("type") == "button":
                found[element["action_id"]] = element
            if element.get("type") == "feedback_buttons":
                for side, name in (("positive_button", "good"), ("negative_button", "bad")):
                    found[f"feedback:{name}"] = {**element[side], "action_id": element["action_id"]}
    return found


def value_of(button: Mapping[str, Any]) -> Json:
    found: Json = json.loads(str(button["value"]))
    return found
