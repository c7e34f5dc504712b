"""The windows of Slack: what was read for an answer, what was wrong with one, and the app's home. Pure.

A window takes 100 blocks; titles, and the words on its own buttons, have at most 24 characters.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.channel_words import ChannelWords
from bot.domain import Outcome
from bot.ports import HandOverState
from bot.showing import Shown
from bot.slack.elements import (
    Block,
    actions,
    button,
    context,
    header,
    label,
    linked,
    order,
    section,
    value,
    written,
)
from bot.slack.mrkdwn import mrkdwn

_BLOCKS, _TITLE, _CONTEXT = 100, 24, 1_900
_WAITING = 10
"""Questions that the home shows."""


def evidence_view(outcome: Outcome, shown: Sequence[Shown]) -> Block:
    """Return the window that shows what was read, best first; what has no room is counted."""
    words = ChannelWords(outcome.language)
    blocks = order(outcome.card, words)
    for place, one in enumerate(shown):
        piece = _piece(one, words)
        if len(blocks) + len(piece) > _BLOCKS - 1:
            blocks.append(context(words.and_more(len(shown) - place)))
            break
        blocks += piece
    return _modal(words.evidence(), words, blocks or [section(words.nothing_read())])


def feedback_view(turn_id: str, language: str) -> Block:
    """Return the window that asks what was wrong."""
    words = ChannelWords(language)
    options = [{"text": label(text), "value": code} for code, text in words.reasons().items()]
    chosen = {"type": "checkboxes", "action_id": "reasons", "options": options}
    own = {"type": "plain_text_input", "action_id": "words", "multiline": True, "max_length": 1_500}
    return {
        **_modal(
            words.not_helpful(),
            words,
            [_input("reasons", words.why_not_helpful(), chosen), _input("words", words.in_your_words(), own)],
        ),
        "callback_id": "feedback_reason",
        "submit": label(words.send(), _TITLE),
        "private_metadata": json.dumps({"turn": turn_id}, ensure_ascii=False),
    }


def home_view(
    words: ChannelWords, kind: str, roles: frozenset[str], waiting: Sequence[HandOverState] = ()
) -> Block:
    """Return the app's home: what waits for this person, what it can do for them, how, and what it keeps."""
    prompts = [
        button(f"prompt:{number}", prompt, {"say": prompt})
        for number, prompt in enumerate(words.prompts(kind, roles))
    ]
    blocks = [
        section(f"{mrkdwn(words.hello())}\n{mrkdwn(words.how())}"),
        *_waiting(waiting, words),
        header(words.can_do_title()),
        section("\n".join(f"• {mrkdwn(line)}" for line in words.abilities(kind, roles))),
        header(words.prompts_title()),
        actions(prompts),
        header(words.kept_title()),
        context(mrkdwn(words.what_is_kept())),
    ]
    return {"type": "home", "blocks": blocks}


def suggested_prompts(words: ChannelWords, kind: str, roles: frozenset[str]) -> tuple[Mapping[str, str], ...]:
    return tuple({"title": prompt, "message": prompt} for prompt in words.prompts(kind, roles)[:4])


def _waiting(waiting: Sequence[HandOverState], words: ChannelWords) -> Iterator[Block]:
    if waiting:
        yield header(words.waiting_title())
    for one in waiting[:_WAITING]:
        state = value(words.state(one.state, one.who, one.reference), 600)
        asked = value(one.asked, 400)
        yield section(f"*{value(words.topic(one.topic), 100)}* · {state}\n{asked}".strip())
        carries = {"turn": one.turn_id}
        take = [] if one.state == "taken" else [button("take", words.take_it(), carries)]
        yield actions([*take, button("answered", words.is_answered(), carries)])
    if len(waiting) > _WAITING:
        yield context(words.and_more(len(waiting) - _WAITING))


def _piece(one: Shown, words: ChannelWords) -> list[Block]:
    mark = f"[{one.n}] " if one.n else ""
    note = "" if one.n else f" · {words.not_used()}"
    title = f"*{mark}{value(one.title, 300) or '…'}*{note}"
    where = linked(one.where, one.url)
    return [
        section("\n".join(line for line in (title, where) if line)),
        *(context(text) for text in written(one.text, _CONTEXT)),
        {"type": "divider"},
    ]


def _input(block_id: str, text: str, element: Mapping[str, Any]) -> Block:
    return {
        "type": "input",
        "block_id": block_id,
        "optional": True,
        "label": label(text),
        "element": element,
    }


def _modal(title: str, words: ChannelWords, blocks: Sequence[Block]) -> Block:
    return {
        "type": "modal",
        "title": label(title, _TITLE),
        "close": label(words.close(), _TITLE),
        "blocks": list(blocks),
    }
