"""What people see in Slack under their questions: answers as messages, within all of Slack's limits. Pure.

Beside the documented limits (`bot/slack/elements.py`) Slack refuses a message whose blocks have more than
some 13,200 characters in all (github.com/slackapi/bolt-js/issues/2509), and wants a `text` of at most 4,000.
So a message here has one piece of the answer, and its `text` says the same piece.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.channel_words import ChannelWords
from bot.domain import Action, Choice, Citation, Outcome, OutcomeKind
from bot.outgoing import narrowed
from bot.slack.elements import (
    TEXT,
    Block,
    actions,
    button,
    carried,
    context,
    label,
    link_to,
    order,
    section,
    value,
    written,
)
from bot.slack.mrkdwn import Span, plain_of
from bot.slack.splitting import pieces, shortened

_SOURCES = 2_000
"""Characters of all sources under an answer; who wants more sees the evidence."""
_ASKED = 3_500
"""Characters of a question that is shown to those who answer it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`text` is what notifications show, and what stands where blocks cannot: up to 4,000 characters."""

    text: str
    blocks: tuple[Block, ...]


def reply_messages(
    outcome: Outcome, *, turn_id: str, can_share: bool, can_ask_directly: bool = False
) -> tuple[Message, ...]:
    """Return an answer as one or more messages, in order; sources and buttons stand under the last."""
    words = ChannelWords(outcome.language)
    answer = narrowed(outcome.text, outcome.reason, words) if can_ask_directly else outcome.text
    sources = list(_sources(outcome.citations, words))
    below = [
        *([context("\n".join(sources))] if sources else []),
        *_choices(outcome.choices, turn_id),
        *_buttons(outcome, words, turn_id, can_share=can_share, can_ask_directly=can_ask_directly),
        *_feedback(outcome, words, turn_id),
    ]
    *first, last = _parts(answer)
    return (*(_message(part) for part in first), _message(last, below=below))


def pointer_message(language: str) -> Message:
    text = ChannelWords(language).pointer()
    return Message(text=text, blocks=(section(text),))


def notice_message(outcome: Outcome) -> Message:
    """Return what tells people of a question they have, with buttons to take it and to close it."""
    words, handed = ChannelWords(outcome.language), outcome.handed
    title = value(words.notice_title(handed.topic if handed else ""), 300)
    reference = value(words.reference(handed.reference), 300) if handed else ""
    carries = {"turn": outcome.turn_id}
    blocks = (
        section(f"*{title}*\n{reference}".strip()),
        *(section(piece, expand=False) for piece in written(shortened(outcome.text, _ASKED))),
        *order(outcome.card, words),
        actions([button("take", words.take_it(), carries), button("answered", words.is_answered(), carries)]),
    )
    return Message(text=title, blocks=blocks)


def _parts(text: str) -> list[Sequence[Span]]:
    """Return the pieces of an answer that show something, at least one."""
    found = [part for part in pieces(text, TEXT) if any(span.text.strip() for span in part)]
    return [*found] or [(Span(text="…"),)]


def _message(part: Sequence[Span], *, below: Iterable[Block] = ()) -> Message:
    blocks = (section("".join(span.rendered for span in part)), *below)
    return Message(text=plain_of(part), blocks=blocks)


def _sources(citations: Sequence[Citation], words: ChannelWords) -> Iterator[str]:
    """Say what the numbers stand for; each source is a line of its own."""
    left = _SOURCES
    for place, one in enumerate(citations):
        line = f"[{one.n}] {value(one.label or one.title, 280)}"
        if len(line) > left:
            yield words.and_more(len(citations) - place)
            return
        left -= len(line) + 1
        yield line


def _choices(choices: Sequence[Choice], turn_id: str) -> Iterator[Block]:
    buttons = [
        button(f"choice:{number}", choice.label, {"turn": turn_id, "say": shortened(choice.say, 400)})
        for number, choice in enumerate(choices[:5])
    ]
    if buttons:
        yield actions(buttons)


def _buttons(
    outcome: Outcome, words: ChannelWords, turn_id: str, *, can_share: bool, can_ask_directly: bool
) -> Iterator[Block]:
    carries = {"turn": turn_id, "language": outcome.language}
    is_cited = _is_an_answer(outcome) and bool(outcome.citations)
    wanted = (
        ("evidence", words.show_evidence(), is_cited),
        ("share", words.share(), can_share and is_cited),
        ("ask_directly", words.ask_directly(), can_ask_directly),
        ("ask_person", words.ask_person(), _may_want_a_person(outcome)),
    )
    buttons = [button(name, text, carries) for name, text, is_shown in wanted if is_shown]
    if outcome.card is not None and link_to(outcome.card.url):
        buttons.append({**button("open", words.open_in_odoo(), {}), "url": outcome.card.url})
    if buttons:
        yield actions(buttons)


def _is_an_answer(outcome: Outcome) -> bool:
    return outcome.kind is OutcomeKind.REPLY and bool(outcome.evidence.found)


def _may_want_a_person(outcome: Outcome) -> bool:
    return outcome.kind is OutcomeKind.REPLY and outcome.action is not Action.HAND_OVER


def _feedback(outcome: Outcome, words: ChannelWords, turn_id: str) -> Iterator[Block]:
    if not _is_an_answer(outcome):
        return

    def thumb(name: str, text: str) -> Block:
        given = {"turn": turn_id, "feedback": name}
        return {"text": label(text), "value": carried(given), "accessibility_label": text}

    thumbs = {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "positive_button": thumb("good", words.helpful()),
        "negative_button": thumb("bad", words.not_helpful()),
    }
    yield {"type": "context_actions", "elements": [thumbs]}
