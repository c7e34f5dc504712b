"""What people see in Slack: answers as blocks, within all of Slack's limits. Pure.

Limits: docs.slack.dev/reference/block-kit (50 blocks a message, 3,000 characters a section, 10 fields of
2,000, 2,000 characters a button's value, 75 a button's text, 150 a header).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channel_words import ChannelWords
from bot.domain import Action, Choice, Citation, OrderCard, Outcome, OutcomeKind, Tone
from bot.outgoing import narrowed
from bot.ports import HandOverState
from bot.slack.mrkdwn import mrkdwn, plain
from bot.slack.splitting import pieces

Block = Mapping[str, Any]
_SECTION, _FIELD, _FALLBACK, _BUTTON, _VALUE, _CONTEXT = 2_900, 1_900, 3_500, 75, 1_900, 1_900
_BLOCKS = 40
"""Of one message; Slack takes 50, and sources and buttons come behind the text."""
_WAITING = 10
"""Questions that the home shows; a home takes 100 blocks."""
_SIGNS = {"done": "✓", "open": "○", "late": "⚠"}
_TONES = {Tone.GOOD: "✓", Tone.NEUTRAL: "•", Tone.ATTENTION: "!", Tone.WARNING: "⚠"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`text` is what a notification shows, and what stands there where blocks cannot."""

    text: str
    blocks: tuple[Block, ...]


def reply_messages(
    outcome: Outcome, *, turn_id: str, is_private: bool, can_share: bool, can_ask_directly: bool = False
) -> tuple[Message, ...]:
    """Return an answer as one or more messages, in order; sources and buttons stand under the last."""
    words = ChannelWords(outcome.language)
    answer = narrowed(outcome.text, outcome.reason, words) if can_ask_directly else outcome.text
    text = [_section(piece) for piece in pieces(mrkdwn(answer), _SECTION) if piece.strip()]
    last = [
        *_sources(outcome.citations),
        *_choices(outcome.choices, turn_id),
        *_buttons(outcome, words, turn_id, can_share=can_share, can_ask_directly=can_ask_directly),
        *_feedback(outcome, words, turn_id),
    ]
    groups = [text[start : start + _BLOCKS] for start in range(0, len(text), _BLOCKS)] or [[]]
    if len(groups[-1]) + len(last) > 50:
        groups.append([])
    groups[-1] = [*groups[-1], *last] or [_section("…")]
    fallbacks = pieces(plain(answer), _FALLBACK)
    return tuple(
        Message(text=fallbacks[number] if number < len(fallbacks) else "…", blocks=tuple(group))
        for number, group in enumerate(groups)
    )


def pointer_message(language: str) -> Message:
    text = ChannelWords(language).pointer()
    return Message(text=text, blocks=(_section(text),))


def notice_message(outcome: Outcome) -> Message:
    """Return what tells people of a question they have, with buttons to take it and to close it."""
    words, handed = ChannelWords(outcome.language), outcome.handed
    title = words.notice_title(handed.topic if handed else "")
    reference = words.reference(handed.reference) if handed else ""
    value = {"turn": outcome.turn_id}
    asked = [
        {**_section(piece), "expand": False}
        for piece in pieces(mrkdwn(outcome.text), _SECTION)[:3]
        if piece.strip()
    ]
    blocks = (
        _section(f"*{mrkdwn(title)}*\n{mrkdwn(reference)}"),
        *asked,
        *_card(outcome.card, words),
        _actions(
            iter([_button("take", words.take_it(), value), _button("answered", words.is_answered(), value)])
        ),
    )
    return Message(text=plain(title), blocks=blocks)


def evidence_view(outcome: Outcome, shown: Sequence[Any]) -> Block:
    """Return the window that shows what was read: pieces of `bot.showing.Shown`."""
    words = ChannelWords(outcome.language)
    blocks: list[Block] = [*_card(outcome.card, words)]
    for one in shown[:30]:
        mark = f"[{one.n}] " if one.n else ""
        note = "" if one.n else f" · {words.not_used()}"
        where = _linked(one.where, one.url)
        blocks.append(_section(f"*{mrkdwn(mark)}{mrkdwn(_cut(one.title, 200))}*{note}\n{where}"))
        blocks += [_context(piece) for piece in pieces(mrkdwn(one.text), _CONTEXT) if piece.strip()]
        blocks.append({"type": "divider"})
    if len(shown) > 30:
        blocks.append(_context(words.and_more(len(shown) - 30)))
    if not blocks:
        blocks.append(_section(words.nothing_read()))
    return _modal(words.evidence(), words, blocks[:100])


def feedback_view(turn_id: str, language: str) -> Block:
    """Return the window that asks what was wrong."""
    words = ChannelWords(language)
    options = [{"text": _text(label), "value": code} for code, label in words.reasons().items()]
    chosen = {"type": "checkboxes", "action_id": "reasons", "options": options}
    own = {"type": "plain_text_input", "action_id": "words", "multiline": True, "max_length": 1_500}
    blocks = [
        {
            "type": "input",
            "block_id": "reasons",
            "optional": True,
            "label": _text(words.why_not_helpful()),
            "element": chosen,
        },
        {
            "type": "input",
            "block_id": "words",
            "optional": True,
            "label": _text(words.in_your_words()),
            "element": own,
        },
    ]
    return {
        **_modal(words.not_helpful(), words, blocks),
        "callback_id": "feedback_reason",
        "submit": _text(words.send(), 24),
        "private_metadata": json.dumps({"turn": turn_id})[:3_000],
    }


def home_view(
    words: ChannelWords, kind: str, roles: frozenset[str], waiting: Sequence[HandOverState] = ()
) -> Block:
    """Return the app's home: what waits for this person, what it can do for them, how, and what it keeps."""
    blocks: list[Block] = [
        _section(f"{words.hello()}\n{words.how()}"),
        *_waiting(words, waiting),
        _header(words.can_do_title()),
        _section("\n".join(f"• {line}" for line in words.abilities(kind, roles))),
        _header(words.prompts_title()),
        _actions(
            _button(f"prompt:{number}", prompt, {"say": prompt})
            for number, prompt in enumerate(words.prompts(kind, roles))
        ),
        _header(words.kept_title()),
        _context(words.what_is_kept()),
    ]
    return {"type": "home", "blocks": blocks}


def _waiting(words: ChannelWords, waiting: Sequence[HandOverState]) -> Iterator[Block]:
    if waiting:
        yield _header(words.waiting_title())
    for one in waiting[:_WAITING]:
        topic, asked = mrkdwn(words.topic(one.topic)), mrkdwn(_cut(one.asked, 400))
        state = mrkdwn(words.state(one.state, one.who, one.reference))
        yield _section(_cut(f"*{topic}* · {state}\n{asked}", _SECTION))
        value = {"turn": one.turn_id}
        buttons = [_button("answered", words.is_answered(), value)]
        if one.state != "taken":
            buttons.insert(0, _button("take", words.take_it(), value))
        yield _actions(iter(buttons))
    if len(waiting) > _WAITING:
        yield _context(words.and_more(len(waiting) - _WAITING))


def suggested_prompts(words: ChannelWords, kind: str, roles: frozenset[str]) -> tuple[Mapping[str, str], ...]:
    return tuple({"title": prompt, "message": prompt} for prompt in words.prompts(kind, roles)[:4])


def _card(card: OrderCard | None, words: ChannelWords) -> Iterator[Block]:
    """Show the order at a glance; under the answer it would say the same again."""
    if card is None:
        return
    line = f"{_TONES[card.tone]} *{mrkdwn(card.title)}* · {mrkdwn(card.status)} ({mrkdwn(words.as_of(card.as_of))})"
    fields = [
        {"type": "mrkdwn", "text": _cut(f"*{mrkdwn(fact.name)}*\n{mrkdwn(fact.value)}", _FIELD)}
        for fact in card.facts[:10]
    ]
    yield {**_section(_cut(line, _SECTION)), **({"fields": fields} if fields else {})}
    if card.timeline:
        steps = [
            f"{_SIGNS[step.state]} {mrkdwn(step.label)}{f' · {mrkdwn(step.when)}' if step.when else ''}"
            for step in card.timeline[:12]
        ]
        yield _section(_cut("\n".join(steps), _SECTION))
    yield {"type": "divider"}


def _sources(citations: Sequence[Citation]) -> Iterator[Block]:
    """Say what the numbers stand for; each source is a line of its own."""
    lines = [f"[{one.n}] {mrkdwn(_cut(one.label or one.title, 280))}" for one in citations]
    for piece in pieces("\n".join(lines), _CONTEXT)[:4]:
        if piece.strip():
            yield _context(piece)


def _choices(choices: Sequence[Choice], turn_id: str) -> Iterator[Block]:
    buttons = [
        _button(f"choice:{number}", choice.label, {"turn": turn_id, "say": _cut(choice.say, 900)})
        for number, choice in enumerate(choices[:5])
    ]
    if buttons:
        yield _actions(iter(buttons))


def _buttons(
    outcome: Outcome, words: ChannelWords, turn_id: str, *, can_share: bool, can_ask_directly: bool
) -> Iterator[Block]:
    value = {"turn": turn_id, "language": outcome.language}
    is_answer = outcome.kind is OutcomeKind.REPLY and bool(outcome.evidence.found)
    wanted = (
        ("evidence", words.show_evidence(), is_answer),
        ("share", words.share(), can_share and is_answer),
        ("ask_directly", words.ask_directly(), can_ask_directly),
        ("ask_person", words.ask_person(), _may_want_a_person(outcome)),
    )
    buttons = [_button(name, label, value) for name, label, is_shown in wanted if is_shown]
    if outcome.card is not None and outcome.card.url.startswith("https://"):
        buttons.append({**_button("open", words.open_in_odoo(), {}), "url": outcome.card.url[:3_000]})
    if buttons:
        yield _actions(iter(buttons))


def _may_want_a_person(outcome: Outcome) -> bool:
    return outcome.kind is OutcomeKind.REPLY and outcome.action is not Action.HAND_OVER


def _feedback(outcome: Outcome, words: ChannelWords, turn_id: str) -> Iterator[Block]:
    if outcome.kind is not OutcomeKind.REPLY or not outcome.evidence.found:
        return

    def choice(name: str, label: str) -> Mapping[str, Any]:
        value = json.dumps({"turn": turn_id, "feedback": name})
        return {"text": _text(label), "value": value, "accessibility_label": label}

    yield {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "feedback",
                "positive_button": choice("good", words.helpful()),
                "negative_button": choice("bad", words.not_helpful()),
            }
        ],
    }


def _button(action_id: str, label: str, value: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "type": "button",
        "action_id": action_id,
        "text": _text(label),
        "value": json.dumps(value)[:_VALUE],
    }


def _actions(buttons: Iterator[Mapping[str, Any]]) -> Block:
    return {"type": "actions", "elements": list(buttons)}


def _section(text: str) -> Block:
    return {"type": "section", "expand": True, "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def _header(text: str) -> Block:
    return {"type": "header", "text": _text(text, 150)}


def _text(text: str, longest: int = _BUTTON) -> Mapping[str, Any]:
    return {"type": "plain_text", "text": _cut(plain(text), longest) or "…", "emoji": False}


def _modal(title: str, words: ChannelWords, blocks: Sequence[Block]) -> Block:
    return {
        "type": "modal",
        "title": _text(title, 24),
        "close": _text(words.close(), 24),
        "blocks": list(blocks),
    }


def _linked(label: str, url: str) -> str:
    """Return a link of our own making; anything odd in the address, and it is plain text."""
    if url.startswith("https://") and not set(url) & set("<>|\"' \n"):
        return f"<{url.replace('&', '&amp;')}|{mrkdwn(_cut(label, 200))}>"
    return mrkdwn(_cut(label, 300))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
