"""What an operator does with questions that people have: the list of roles that no channel tells."""

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from bot.channel_words import ChannelWords
from bot.cli.record import tell, with_record
from bot.clock import SystemClock
from bot.errors import SettingsError, UnknownTurn
from bot.outgoing import news_of
from bot.ports import HandOverState
from bot.settings import Settings
from bot.storage.record import Record

_MOST = 200
_OPEN = ("waiting", "undelivered", "taken")
Change = Callable[[Record, HandOverState], Awaitable[bool]]


def listed(*, role: str, is_all: bool, as_json: bool) -> int:
    async def found(settings: Settings, record: Record) -> tuple[HandOverState, ...]:
        book = record.hand_overs
        return tuple(reversed(await book.latest(_MOST))) if is_all else await book.open_ones()

    rows = [one for one in with_record(found) if not role or one.to == f"role:{role}"]
    now = SystemClock().now()
    for row in rows:
        print(json.dumps(_json(row, now), ensure_ascii=False) if as_json else _line(row, now))
    if not rows and not as_json:
        print("No question waits for a person.")
    return 0


def shown(reference: str, *, as_json: bool) -> int:
    row, now = with_record(lambda _, record: _named(record, reference)), SystemClock().now()
    facts = {name: value for name, value in _json(row, now).items() if value not in (None, "", False)}
    tell(_json(row, now), "\n".join(f"{name}: {value}" for name, value in facts.items()), as_json=as_json)
    return 0


def taken(reference: str, *, by: str, as_json: bool) -> int:
    return _changed(
        reference,
        lambda record, row: record.hand_overs.take(row.turn_id, ""),
        kind="taken",
        said=lambda words: words.taken_by(by) if by else "",
        as_json=as_json,
    )


def closed(reference: str, *, by: str, as_json: bool) -> int:
    return _changed(
        reference,
        lambda record, row: record.hand_overs.answered(row.turn_id, ""),
        kind="answered",
        said=lambda words: words.answered_by(by) if by else "",
        as_json=as_json,
    )


def _changed(
    reference: str, change: Change, *, kind: str, said: Callable[[ChannelWords], str], as_json: bool
) -> int:
    """Change one; returns 1 when it was so before."""

    async def work(settings: Settings, record: Record) -> tuple[bool, HandOverState]:
        row = await _named(record, reference)
        is_done = await change(record, row)
        if is_done:
            await _tell_asker(record, row, kind, said)
        return is_done, await _named(record, reference)

    (is_done, row), now = with_record(work), SystemClock().now()
    tell({"done": is_done, **_json(row, now)}, _line(row, now), as_json=as_json)
    return 0 if is_done else 1


async def _tell_asker(
    record: Record, row: HandOverState, kind: str, said: Callable[[ChannelWords], str]
) -> None:
    """Leave a sentence for the asker in the outbox, which the serving process sends; not of old turns."""
    try:
        given = await record.answers.given(row.turn_id)
    except UnknownTurn:
        return
    language = given.outcome.language if given.outcome else "en"
    if text := said(ChannelWords(language)):
        news = news_of(row.turn_id, text, language, SystemClock().now())
        await record.turns.add_message(row.turn_id, kind, news)


async def _named(record: Record, reference: str) -> HandOverState:
    row = await record.hand_overs.by_reference(reference)
    if row is None:
        raise SettingsError("Nobody was handed a question with this reference, or it is no longer kept.")
    return row


def _line(row: HandOverState, now: datetime) -> str:
    late = "  LATE" if _is_late(row, now) else ""
    return f"{row.reference}  {row.state:11} {row.opened_at:%Y-%m-%d %H:%M}  {row.topic:16} {row.who}{late}"


def _is_late(row: HandOverState, now: datetime) -> bool:
    return row.state in _OPEN and row.answer_by is not None and row.answer_by < now


def _json(row: HandOverState, now: datetime) -> Mapping[str, Any]:
    def at(moment: datetime | None) -> str | None:
        return moment.isoformat(timespec="seconds") if moment else None

    return {
        "reference": row.reference,
        "state": row.state,
        "topic": row.topic,
        "who": row.who,
        "to": row.to,
        "asked": row.asked,
        "turn": row.turn_id,
        "opened_at": at(row.opened_at),
        "answer_by": at(row.answer_by),
        "is_late": _is_late(row, now),
        "taken_at": at(row.taken_at),
        "taken_by": row.taken_by,
        "closed_at": at(row.closed_at),
    }
