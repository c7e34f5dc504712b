"""Slack as a channel: sends what leaves, and looks in the thread for what may have arrived."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cachetools import TTLCache

from bot.channel_words import ChannelWords
from bot.domain import ConversationReference, Outgoing, Status, Turn
from bot.errors import NotSent
from bot.slack.blocks import Message
from bot.slack.messages import messages_for
from bot.slack.pace import Pace
from bot.slack.people import NAME
from bot.slack.web import Refused, SlackFault, SlackWeb

EVENT = "shipmate_turn"
_NO_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"})
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "is_inactive"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    channel: str
    thread: str


class _Parts(dict[int, str]):
    """The ts of the parts of an answer that are there, by number; `whole` is how many it was sent in."""

    whole: int = 0


@dataclass(slots=True, kw_only=True)
class SlackChannel:
    """A `bot.ports.Channel`, and a `bot.status.StatusLine`.

    A long answer is several messages, each with its number in its metadata: after a crash only those are
    sent that are not in the thread.
    """

    web: SlackWeb
    pace: Pace = field(default_factory=Pace)
    name: str = NAME
    reads_back: bool = True
    _direct: TTLCache[str, str] = field(default_factory=lambda: TTLCache(20_000, 3600.0))

    async def send(self, message: Outgoing) -> str:
        target = await self._target(message)
        parts = messages_for(message)
        there = await self._there(target, message) if message.is_begun else _Parts()
        replaced = [
            ts for ts in _timestamps(message.reference.replaces, target.channel) if message.kind == "reply"
        ]
        sent: list[str] = []
        for number, part in enumerate(parts):
            if number in there:
                sent.append(there[number])
            elif number < len(replaced):
                sent.append(
                    await self._update(target, message, part, number, len(parts), ts=replaced[number])
                )
            else:
                sent.append(await self._post(target, message, part, number, len(parts)))
        for ts in replaced[len(parts) :]:
            await self.delete(target.channel, ts)
        return " ".join([target.channel, *sent])

    async def find(self, message: Outgoing) -> str | None:
        target = await self._target(message)
        there = await self._there(target, message)
        if not there or any(number not in there for number in range(there.whole)):
            return None
        return " ".join([target.channel, *(there[number] for number in range(there.whole))])

    async def working(self, turn: Turn, reference: ConversationReference, status: Status) -> None:
        """Show what is done now under the question, also when the answer goes to the asker alone."""
        address = json.loads(reference.pointer or reference.address)
        if not (address.get("channel") and address.get("thread_ts")):
            return
        await self.web.call(
            "assistant.threads.setStatus",
            channel_id=address["channel"],
            thread_ts=address["thread_ts"],
            status=ChannelWords(status.language).status(status.stage, status.subject),
        )

    async def delete(self, channel: str, ts: str) -> None:
        """Take a message of ours away; one that is gone already is fine. Raises: `NotSent`, `SlackFault`."""
        try:
            await self.web.post("chat.delete", channel=channel, ts=ts)
        except Refused as error:
            if error.code not in _GONE:
                raise

    async def direct_channel(self, user: str) -> str:
        """Return the direct messages with somebody. Raises: `NotSent`."""
        if (found := self._direct.get(user)) is None:
            try:
                opened = await self.web.call("conversations.open", users=user)
            except SlackFault as error:
                raise NotSent(f"No direct messages with somebody: {error.code}.") from None
            found = self._direct[user] = str((opened.get("channel") or {}).get("id") or "")
        return found

    async def _target(self, message: Outgoing) -> _Target:
        reference = message.reference
        address = json.loads(reference.pointer if message.kind == "pointer" else reference.address)
        channel = address.get("channel") or await self.direct_channel(str(address["user"]))
        return _Target(channel=str(channel), thread=str(address.get("thread_ts") or ""))

    async def _post(self, target: _Target, message: Outgoing, part: Message, number: int, of: int) -> str:
        await self.pace.wait(target.channel)
        arguments: dict[str, Any] = {
            "channel": target.channel,
            "text": part.text,
            "blocks": list(part.blocks),
            "metadata": _metadata(message, number, of),
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if target.thread:
            arguments["thread_ts"] = target.thread
        return await self._shown("chat.postMessage", arguments)

    async def _update(
        self, target: _Target, message: Outgoing, part: Message, number: int, of: int, *, ts: str
    ) -> str:
        arguments: dict[str, Any] = {
            "channel": target.channel,
            "ts": ts,
            "text": part.text,
            "blocks": list(part.blocks),
            "metadata": _metadata(message, number, of),
        }
        try:
            return await self._shown("chat.update", arguments)
        except Refused as error:
            if error.code not in _GONE:
                raise
            return await self._post(target, message, part, number, of)

    async def _shown(self, method: str, arguments: Mapping[str, Any]) -> str:
        """Show a message; where Slack takes our blocks for wrong, its plain text: an answer all the same."""
        try:
            answer = await self.web.post(method, **arguments)
        except Refused as error:
            if error.code not in _NO_BLOCKS or "blocks" not in arguments:
                raise
            bare = {name: value for name, value in arguments.items() if name != "blocks"}
            answer = await self.web.post(method, **bare)
        return str(answer.get("ts") or "")

    async def _there(self, target: _Target, message: Outgoing) -> "_Parts":
        """Return the parts of a message that arrived, by number. Raises: `SlackFault`."""
        method = "conversations.replies" if target.thread else "conversations.history"
        place = {"ts": target.thread} if target.thread else {}
        found, looked = _Parts(), 0
        async for one in self.web.pages(
            method, "messages", channel=target.channel, limit=200, include_all_metadata=True, **place
        ):
            metadata = one.get("metadata") or {}
            payload = metadata.get("event_payload") or {}
            if metadata.get("event_type") == EVENT and payload.get("key") == message.key:
                found[int(payload.get("part", 0))] = str(one["ts"])
                found.whole = int(payload.get("parts", 1))
            looked += 1
            if not target.thread and looked >= 400:  # newest first: it would be among them
                break
        return found


def _metadata(message: Outgoing, number: int, of: int) -> Mapping[str, Any]:
    payload = {"turn_id": message.turn_id, "key": message.key, "part": number, "parts": of}
    return {"event_type": EVENT, "event_payload": payload}


def _timestamps(message_ids: Sequence[str], channel: str) -> list[str]:
    """Return the ts of messages of ours in this channel, from the ids that `send` gave them."""
    return [ts for one in message_ids if one.split(" ")[0] == channel for ts in one.split(" ")[1:]]


def is_shared(message: Outgoing) -> Outgoing:
    """Return an answer as all who read along may see it: posted where it was asked, by its asker's wish."""
    reference = replace(message.reference, address=message.reference.pointer, pointer="")
    return replace(message, kind="share", ordinal=2, reference=reference)
