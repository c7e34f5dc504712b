"""The small parts of Slack's messages and windows, each within its limits whatever is put into it. Pure.

Limits: docs.slack.dev/reference/block-kit (3,000 characters a section, 2,000 a field and a button's value,
75 a button's text, 150 a header, 24 a window's title).
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.channel_words import ChannelWords
from bot.domain import OrderCard, Tone
from bot.slack.mrkdwn import Span, bare, escaped, literal, unformatted
from bot.slack.splitting import pieces, shortened

Block = Mapping[str, Any]
TEXT = 2_900
"""Characters of one section, as written for Slack."""
_BUTTON, _VALUE = 75, 2_000
_SIGNS = {"done": "✓", "open": "○", "late": "⚠"}
_TONES = {Tone.GOOD: "✓", Tone.NEUTRAL: "•", Tone.ATTENTION: "!", Tone.WARNING: "⚠"}
_LINK = re.compile(r"https://[A-Za-z0-9.\[\]:-]+(?:/[!-~]*)?")


def section(text: str, **more: Any) -> Block:
    return {"type": "section", "expand": True, "text": _mrkdwn(text), **more}


def context(text: str) -> Block:
    return {"type": "context", "elements": [_mrkdwn(text)]}


def actions(buttons: Iterable[Block]) -> Block:
    return {"type": "actions", "elements": list(buttons)}


def header(text: str) -> Block:
    return {"type": "header", "text": label(text, 150)}


def label(text: str, longest: int = _BUTTON) -> Mapping[str, Any]:
    """Return a text for where Slack formats nothing: on one line, and cut so that it fits when escaped."""
    return {"type": "plain_text", "text": unformatted(shortened(bare(text), longest)) or "…", "emoji": False}


def button(action_id: str, text: str, value: Mapping[str, str]) -> Mapping[str, Any]:
    return {"type": "button", "action_id": action_id, "text": label(text), "value": carried(value)}


def carried(value: Mapping[str, str]) -> str:
    """Return what a button carries. Raises: ValueError when it is too long: half of it would be of no use."""
    text = json.dumps(value, ensure_ascii=False)
    if len(text) > _VALUE:
        raise ValueError(f"A button carries {len(text)} characters; Slack takes {_VALUE}.")
    return text


def written(text: str, longest: int = TEXT) -> list[str]:
    """Return a text of ours in pieces for one section or context each; without those that show nothing."""
    return [piece for part in pieces(text, longest) if (piece := "".join(_rendered(part))).strip()]


def value(text: str, longest: int) -> str:
    """Return a title or a value, cut, for within a line of ours."""
    return literal(shortened(" ".join(text.split()), longest))


def link_to(url: str) -> str:
    """Return an address that Slack may link to; "" for anything odd."""
    is_fine = len(url) <= 1_000 and _LINK.fullmatch(url) and not set(url) & set("<>|\"'`\\")
    return url if is_fine else ""


def linked(text: str, url: str) -> str:
    """Return a link of our own making, or the text alone."""
    shown = value(text, 300)
    return f"<{escaped(link_to(url))}|{shown}>" if link_to(url) and shown else shown


def order(card: OrderCard | None, words: ChannelWords) -> list[Block]:
    """Return the order at a glance; under an answer it would say the same again."""
    if card is None:
        return []
    as_of = value(words.as_of(card.as_of), 100)
    line = f"{_TONES[card.tone]} *{value(card.title, 300) or '…'}* · {value(card.status, 300)} ({as_of})"
    fields = [
        _mrkdwn(f"*{value(fact.name, 80) or '…'}*\n{value(fact.value, 220)}") for fact in card.facts[:10]
    ]
    blocks = [section(line, **({"fields": fields} if fields else {}))]
    if card.timeline:
        blocks.append(section("\n".join(_steps(card, words))))
    return [*blocks, {"type": "divider"}]


def _steps(card: OrderCard, words: ChannelWords) -> Iterable[str]:
    """Say what happened and what is to come; what is late says so in words as well."""
    for step in card.timeline[:12]:
        late = words.milestone(step.state) if step.state == "late" else ""
        parts = [value(part, 60) for part in (step.label, step.when, late) if part.strip()]
        yield f"{_SIGNS[step.state]} {' · '.join(parts)}"
    if len(card.timeline) > 12:
        yield words.and_more(len(card.timeline) - 12)


def _rendered(parts: Sequence[Span]) -> Iterable[str]:
    return (part.rendered for part in parts)


def _mrkdwn(text: str) -> Mapping[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}
