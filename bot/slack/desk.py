"""Does what people ask for in Slack. Every method is idempotent: Slack delivers twice when in doubt."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.channel_words import ChannelWords
from bot.domain import Outgoing
from bot.door import Door, Question
from bot.errors import NotSent, UnknownTurn
from bot.identity import ChannelUser
from bot.ports import Clock, HandOverState
from bot.showing import evidence_of
from bot.slack.channel import SlackChannel, is_shared
from bot.slack.people import SlackPeople
from bot.slack.turns import Said, deleted_in, directly, edited_in, plain, said_in
from bot.slack.views import evidence_view, feedback_view, home_view, suggested_prompts
from bot.slack.web import SlackFault, SlackWeb

Payload = Mapping[str, Any]
Change = Callable[[str, ChannelUser, str, datetime], Awaitable[HandOverState | None]]
LogTrouble = Callable[[str, Mapping[str, str]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who we are in Slack, as `auth.test` says."""

    team: str
    bot_user: str
    bot_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackDesk:
    us: Identity
    door: Door
    people: SlackPeople
    channel: SlackChannel
    clock: Clock
    log_trouble: LogTrouble = lambda event, details: None

    @property
    def web(self) -> SlackWeb:
        return self.channel.web

    async def on_message(self, event: Payload) -> None:
        if (question := deleted_in(event, team=self.us.team)) is not None:
            await self._on_deleted(question)
        elif (said := edited_in(event, team=self.us.team, bot_user=self.us.bot_user)) is not None:
            if said.is_direct or said.mentions_us or await self.door.is_known(said.root):
                await self._ask(said, replaces=said.root)
        else:
            said = said_in(event, team=self.us.team, bot_user=self.us.bot_user)
            if said is not None and await self._is_for_us(said):
                await self._ask(said)

    async def on_home(self, event: Payload) -> None:
        user = str(event.get("user") or "")
        known = await self.door.known(await self.people.user(user))
        words = ChannelWords(await self.people.language(user))
        if event.get("tab") == "messages":
            await self._quietly(
                self.web.call(
                    "assistant.threads.setSuggestedPrompts",
                    channel_id=str(event.get("channel") or ""),
                    prompts=list(suggested_prompts(words, known.audience.kind, known.audience.roles)),
                )
            )
            return
        await self._publish_home(user)

    async def _publish_home(self, user: str) -> None:
        person, words = await self.people.user(user), ChannelWords(await self.people.language(user))
        known, waiting = await self.door.known(person), await self.door.waiting_for(person)
        view = home_view(words, known.audience.kind, known.audience.roles, waiting)
        await self._quietly(self.web.call("views.publish", user_id=user, view=view))

    async def on_stopped(self, event: Payload) -> None:
        """Somebody pressed Stop: nothing more is sent for what they asked there."""
        root = f"slack:{self.us.team}:{event.get('channel')}:{event.get('thread_ts')}"
        if await self._asked_by(root, str(event.get("user") or "")):
            await self.door.withdraw(root)

    async def on_command(self, body: Payload) -> None:
        user, channel = str(body["user_id"]), str(body["channel_id"])
        text = plain(str(body.get("text") or ""), self.us.bot_user) or "?"
        words = ChannelWords(await self.people.language(user))
        await self._ask_directly(f"slack:{self.us.team}:{channel}:command:{body['trigger_id']}", user, text)
        if not channel.startswith("D"):
            await self._whisper(channel, user, words.answered_directly())

    async def on_shortcut(self, body: Payload) -> None:
        """ "Ask Shipmate about this": about a message of anybody, for who asks alone."""
        message, user = body.get("message") or {}, str(body["user"]["id"])
        channel = str((body.get("channel") or {}).get("id") or "")
        root = f"slack:{self.us.team}:{channel}:{message.get('ts')}:about:{body.get('action_ts')}"
        await self._ask_directly(root, user, plain(str(message.get("text") or ""), self.us.bot_user))
        words = ChannelWords(await self.people.language(user))
        await self._whisper(channel, user, words.answered_directly())

    async def on_choice(self, body: Payload, action: Payload) -> None:
        value = _value(action)
        await self._ask_there(body, f"choice:{action.get('action_ts')}", str(value.get("say") or ""))

    async def on_prompt(self, body: Payload, action: Payload) -> None:
        user = str(body["user"]["id"])
        root = f"slack:{self.us.team}:home:{action.get('action_ts')}:{user}"
        await self._ask_directly(root, user, str(_value(action).get("say") or ""))

    async def on_ask_person(self, body: Payload, action: Payload) -> None:
        """Pass it on once; pressed again it says who has it."""
        value = _value(action)
        words, turn_id = ChannelWords(str(value.get("language") or "en")), str(value.get("turn") or "")
        asked = await self._ask_there(body, "person", words.a_person_please(), about=turn_id)
        if (state := await self.door.state_of(asked)) is not None:
            await self._whisper_in(body, words.state(state.state, state.who, state.reference))

    async def on_take(self, body: Payload, action: Payload) -> None:
        await self._on_handed(body, action, self.door.take)

    async def on_answered(self, body: Payload, action: Payload) -> None:
        await self._on_handed(body, action, self.door.answered)

    async def _on_handed(self, body: Payload, action: Payload, change: Change) -> None:
        user = await self._presser(body)
        words, turn_id = ChannelWords(await self.people.language(user.id)), str(_value(action).get("turn"))
        name = await self.people.name(user.id)
        try:
            state = await change(turn_id, user, name, self.clock.now())
        except UnknownTurn:
            await self._whisper_in(body, words.no_longer_kept())
            return
        if (body.get("view") or {}).get("type") == "home":
            await self._publish_home(user.id)
            return
        said = words.state(state.state, state.who, state.reference) if state else words.who_may_take()
        await self._whisper_in(body, said)

    async def on_evidence(self, body: Payload, action: Payload) -> None:
        user = await self._presser(body)
        words = ChannelWords(await self.people.language(user.id))
        try:
            outcome = await self.door.opened(str(_value(action).get("turn")), user)
        except UnknownTurn:
            await self._whisper_in(body, words.no_longer_kept())
            return
        if outcome is None:
            await self._whisper_in(body, words.not_for_you())
            return
        view = evidence_view(outcome, evidence_of(outcome))
        await self.web.call("views.open", trigger_id=str(body["trigger_id"]), view=view)

    async def on_share(self, body: Payload, action: Payload) -> None:
        user = await self._presser(body)
        words = ChannelWords(await self.people.language(user.id))
        try:
            given = await self.door.given(str(_value(action).get("turn")))
            place = json.loads(given.reference.pointer or "{}")
            shared = await self.door.shareable(
                given.turn.id, user, lambda: self.people.readers(str(place.get("channel")))
            )
        except UnknownTurn:
            shared = None
        if shared is None or shared.outcome is None:
            await self._whisper_in(body, words.cannot_share())
            return
        message = is_shared(
            Outgoing(
                turn_id=shared.turn.id,
                kind="reply",
                ordinal=0,
                reader=shared.turn.reader,
                reference=shared.reference,
                outcome=replace(shared.outcome, choices=()),
            )
        )
        if await self.channel.find(message) is None:
            await self.channel.send(message)
        await self._whisper_in(body, words.shared())

    async def on_direct(self, body: Payload, action: Payload) -> None:
        user = await self._presser(body)
        words = ChannelWords(await self.people.language(user.id))
        try:
            place = directly(self.us.team, user.id)
            await self.door.ask_directly(str(_value(action).get("turn")), user, place, self.clock.now())
        except UnknownTurn:
            await self._whisper_in(body, words.no_longer_kept())
            return
        await self._whisper_in(body, words.answered_directly())

    async def on_feedback(self, body: Payload, action: Payload) -> None:
        value = _value(action)
        turn_id, user = str(value.get("turn")), await self._presser(body)
        is_good = value.get("feedback") == "good"
        try:
            await self.door.judge(turn_id, user, is_good=is_good)
        except UnknownTurn:
            return
        if not is_good:
            view = feedback_view(turn_id, await self.people.language(user.id))
            await self.web.call("views.open", trigger_id=str(body["trigger_id"]), view=view)

    async def on_reason(self, body: Payload, view: Payload) -> None:
        user = await self.people.user(str(body["user"]["id"]))
        turn_id = str(json.loads(view.get("private_metadata") or "{}").get("turn") or "")
        try:
            await self.door.judge(turn_id, user, is_good=False, reason=_reason_in(view))
        except UnknownTurn:
            return

    async def _is_for_us(self, said: Said) -> bool:
        """A thread stays engaged for those who asked in it, until they speak to somebody else."""
        if said.is_direct or said.mentions_us:
            return True
        if not said.is_in_thread or said.mentions_others:
            return False
        user = await self.people.user(said.user, is_from_outside=said.is_from_outside)
        return await self.door.is_talking(said.here.conversation, user)

    async def _ask(self, said: Said, replaces: str = "") -> None:
        user = await self.people.user(said.user, is_from_outside=said.is_from_outside)
        is_alone = said.is_direct
        await self.door.ask(
            Question(
                id=said.id,
                user=user,
                text=said.text,
                received_at=said.at,
                here=said.here,
                directly=None if is_alone else directly(self.us.team, said.user),
                readers=None if is_alone else lambda: self.people.readers(said.channel),
                replaces=replaces,
                files=said.files,
            )
        )

    async def _ask_there(self, body: Payload, kind: str, text: str, about: str = "") -> str:
        """Ask in somebody's name, by a button under an answer, where the answer stands. Return the turn."""
        container = body.get("container") or {}
        message = body.get("message") or {}
        channel = str(container.get("channel_id") or (body.get("channel") or {}).get("id") or "")
        ts = str(container.get("message_ts") or message.get("ts") or "")
        thread = str(container.get("thread_ts") or message.get("thread_ts") or ts)
        said = Said(
            team=self.us.team,
            channel=channel,
            ts=ts,
            thread=thread,
            user=str(body["user"]["id"]),
            text=text,
            is_direct=channel.startswith("D"),
            mentions_us=True,
        )
        user = await self._presser(body)
        is_alone = said.is_direct
        turn_id = f"{said.root}:{kind}:{user.id}"
        await self.door.ask(
            Question(
                id=turn_id,
                user=user,
                text=text,
                received_at=self.clock.now(),
                here=said.here,
                directly=None if is_alone else directly(self.us.team, user.id),
                readers=None if is_alone else lambda: self.people.readers(channel),
                about=about,
            )
        )
        return turn_id

    async def _ask_directly(self, turn_id: str, user: str, text: str) -> None:
        await self.door.ask(
            Question(
                id=turn_id,
                user=await self.people.user(user),
                text=text,
                received_at=self.clock.now(),
                here=directly(self.us.team, user),
            )
        )

    async def _on_deleted(self, question: str) -> None:
        for one in await self.door.withdraw(question):
            channel, *timestamps = one.message_id.split(" ")
            for ts in timestamps:
                await self._quietly(self.channel.delete(channel, ts))

    async def _asked_by(self, turn_id: str, user: str) -> bool:
        try:
            given = await self.door.given(turn_id)
        except UnknownTurn:
            return False
        return (await self.door.known(await self.people.user(user))).person == given.turn.person

    async def _presser(self, body: Payload) -> ChannelUser:
        user = body.get("user") or {}
        outside = bool(user.get("team_id")) and user["team_id"] != self.us.team
        return await self.people.user(str(user["id"]), is_from_outside=outside)

    async def _whisper_in(self, body: Payload, text: str) -> None:
        container = body.get("container") or {}
        channel = str(container.get("channel_id") or (body.get("channel") or {}).get("id") or "")
        await self._whisper(channel, str(body["user"]["id"]), text, str(container.get("thread_ts") or ""))

    async def _whisper(self, channel: str, user: str, text: str, thread: str = "") -> None:
        """Show a fixed sentence to one person, that may vanish: it says nothing they cannot do without."""
        place = {"thread_ts": thread} if thread else {}
        await self._quietly(
            self.web.call("chat.postEphemeral", channel=channel, user=user, text=text, **place)
        )

    async def _quietly(self, call: Awaitable[Any]) -> None:
        try:
            await call
        except (SlackFault, NotSent) as error:
            self.log_trouble("slack call failed", {"fault": getattr(error, "code", type(error).__name__)})


def _value(action: Payload) -> Payload:
    """Return what a button carries; nothing for one that is not ours."""
    try:
        found = json.loads(str(action.get("value") or "{}"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _reason_in(view: Payload) -> str:
    """Return what somebody gave as a reason: the choices, and their own words."""
    given: list[str] = []
    for block in ((view.get("state") or {}).get("values") or {}).values():
        for element in block.values():
            chosen = element.get("selected_option")
            options = element.get("selected_options") or ([chosen] if chosen else [])
            given += [str(option.get("value") or "") for option in options]
            given.append(str(element.get("value") or ""))
    return "; ".join(part for part in given if part)
