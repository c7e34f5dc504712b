"""What people see in Teams: answers as messages with their sources, orders as Adaptive Cards 1.5. Pure.

Limits: learn.microsoft.com/microsoftteams (28 KB a card, about 80 KB a message, 20 citations, names of 80 and
abstracts of 160 characters).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.channel_words import ChannelWords
from bot.domain import Action, Choice, Citation, OrderCard, Outcome, OutcomeKind, Tone
from bot.outgoing import narrowed
from bot.showing import Shown, evidence_of
from bot.teams.markdown import bare, card_text, markdown

Card = Mapping[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"
_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
_TEXT, _CARD_BYTES, _CITATIONS = 18_000, 26_000, 20
_COLORS = {Tone.GOOD: "good", Tone.NEUTRAL: "default", Tone.ATTENTION: "accent", Tone.WARNING: "attention"}
_SIGNS = {"done": "✓", "open": "○", "late": "⚠"}


def reply_activities(
    outcome: Outcome, *, turn_id: str, is_personal: bool, can_ask_directly: bool = False
) -> tuple[Card, ...]:
    """Return an answer as one or more messages, in order; sources, card and buttons are in the last."""
    words = ChannelWords(outcome.language)
    texts = _texts(outcome, words, can_ask_directly=can_ask_directly)
    first = [{"type": "message", "textFormat": "markdown", "text": text} for text in texts[:-1]]
    last: dict[str, Any] = {"type": "message", "textFormat": "markdown", "text": texts[-1]}
    if is_an_answer(outcome):
        last["entities"] = [_ai_entity(outcome, texts[-1])]
        last["channelData"] = {"feedbackLoop": {"type": "default"}}
    cards = _cards_under(outcome, words, turn_id, can_ask_directly=can_ask_directly)
    if cards:
        last["attachments"] = [{"contentType": CARD, "content": card} for card in cards]
    if outcome.choices and is_personal:
        last["suggestedActions"] = {"actions": [_said(choice) for choice in outcome.choices[:5]]}
    elif outcome.choices:
        last.setdefault("attachments", []).append(
            {"contentType": CARD, "content": _choice_card(outcome.choices, turn_id)}
        )
    return (*first, last)


def is_an_answer(outcome: Outcome) -> bool:
    """Return whether something was answered from evidence: fixed words need no label and no thumbs."""
    return outcome.kind is OutcomeKind.REPLY and bool(outcome.evidence.found)


def pointer_activity(language: str) -> Card:
    return {"type": "message", "textFormat": "plain", "text": ChannelWords(language).pointer()}


def notice_activity(outcome: Outcome) -> Card:
    """Return what tells people of a question they have, with buttons to take it and to close it."""
    words, handed = ChannelWords(outcome.language), outcome.handed
    body = [
        _block(words.notice_title(handed.topic if handed else ""), weight="bolder", size="medium"),
        _block(words.reference(handed.reference) if handed else "", isSubtle=True, spacing="none"),
        _block(outcome.text),
        *_order(outcome.card, words),
    ]
    buttons = [
        _execute("take", words.take_it(), outcome.turn_id),
        _execute("answered", words.is_answered(), outcome.turn_id),
    ]
    return {
        "type": "message",
        "attachments": [{"contentType": CARD, "content": _fitted(body, buttons, words)}],
    }


def welcome_activity(words: ChannelWords, kind: str, roles: frozenset[str]) -> Card:
    """Return what is said on installation: what it is, what it can do for this person, what it keeps."""
    body = [
        _block(f"{words.hello()} {words.how()}"),
        _block(words.can_do_title(), weight="bolder", spacing="medium"),
        *(_block(f"• {line}", spacing="small") for line in words.abilities(kind, roles)),
        _block(words.what_is_kept(), isSubtle=True, size="small", spacing="medium"),
    ]
    asking = [
        {
            "type": "Action.Submit",
            "title": _cut(prompt, 80),
            "data": {"msteams": {"type": "imBack", "value": prompt}},
        }
        for prompt in words.prompts(kind, roles)
    ]
    return {"type": "message", "attachments": [{"contentType": CARD, "content": _adaptive(body, asking)}]}


def order_card(outcome: Outcome, *, turn_id: str) -> Card:
    """Return the card of the order an answer is about; of other answers one with buttons alone."""
    words = ChannelWords(outcome.language)
    return _fitted(
        [*_order(outcome.card, words)],
        _buttons(outcome, words, turn_id, is_open=False),
        words,
    )


def evidence_card(outcome: Outcome, shown: Sequence[Shown], *, turn_id: str) -> Card:
    """Return the same card with what was read for the answer."""
    words = ChannelWords(outcome.language)
    body = [*_order(outcome.card, words), _block(words.evidence(), weight="bolder", spacing="medium")]
    if not shown:
        body.append(_block(words.nothing_read()))
    for one in shown:
        mark = f"[{one.n}] " if one.n else ""
        note = "" if one.n else f" · {words.not_used()}"
        body.append(_block(f"{mark}{one.title}{note}", weight="bolder", size="small", spacing="medium"))
        body.append(_block(one.where, isSubtle=True, size="small", spacing="none"))
        lines = "\n\n".join(line for line in one.text.splitlines() if line.strip())
        body.append(_block(lines, size="small", spacing="small"))
    return _fitted(body, _buttons(outcome, words, turn_id, is_open=True), words)


def extension_result(outcome: Outcome) -> Card:
    """Return what the compose box offers: the card of the order, to be inserted."""
    words = ChannelWords(outcome.language)
    card = outcome.card
    if card is None:
        return extension_note(words.nothing_found())
    preview = {
        "contentType": "application/vnd.microsoft.card.thumbnail",
        "content": {"title": bare(card.title), "text": bare(f"{card.status} ({words.as_of(card.as_of)})")},
    }
    inserted = _fitted([*_order(card, words)], _links(card, words), words)
    attachment = {"contentType": CARD, "content": inserted, "preview": preview}
    return {"composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": [attachment]}}


def extension_note(text: str) -> Card:
    return {"composeExtension": {"type": "message", "text": text}}


def _texts(outcome: Outcome, words: ChannelWords, *, can_ask_directly: bool) -> list[str]:
    """Return the text in pieces, at least one; the sources as lines too, for who cannot see the labels."""
    text = markdown(narrowed(outcome.text, outcome.reason, words) if can_ask_directly else outcome.text)
    found: list[str] = []
    while len(text) > _TEXT:
        cut = max(text.rfind("\n\n", 0, _TEXT), _TEXT // 3)
        if cut == _TEXT // 3:
            cut = max(text.rfind(" ", 0, _TEXT), cut)
        found.append(text[:cut])
        text = text[cut:].lstrip("\n")
    return [*found, text or "…"]


def _ai_entity(outcome: Outcome, text: str) -> Mapping[str, Any]:
    """Return the one entity that says who wrote this and what it rests on: only what the text marks."""
    cited = [one for one in outcome.citations if f"[{one.n}]" in text][:_CITATIONS]
    texts = {one.n: one.text for one in evidence_of(outcome) if one.n}
    entity: dict[str, Any] = {
        "type": "https://schema.org/Message",
        "@type": "Message",
        "@context": "https://schema.org",
        "@id": "",
        "additionalType": ["AIGeneratedContent"],
    }
    if cited:
        entity["citation"] = [_claim(one, texts.get(one.n, "")) for one in cited]
    return entity


def _claim(citation: Citation, text: str) -> Mapping[str, Any]:
    appearance: dict[str, Any] = {
        "@type": "DigitalDocument",
        "name": _cut(bare(citation.label or citation.title), 80) or "…",
        "abstract": _cut(bare(text).replace("\n", " "), 160) or _cut(bare(citation.title), 160) or "…",
    }
    if citation.source.startswith("https://"):
        appearance["url"] = citation.source
    return {"@type": "Claim", "position": citation.n, "appearance": appearance}


def _cards_under(
    outcome: Outcome, words: ChannelWords, turn_id: str, *, can_ask_directly: bool
) -> list[Card]:
    """Return the card with the order and the buttons; an apology or a plain refusal has none."""
    directly = [_execute("ask_directly", words.ask_directly(), turn_id)] if can_ask_directly else []
    if outcome.kind is not OutcomeKind.REPLY:
        return [_adaptive([], directly)] if directly else []
    buttons = [*directly, *_buttons(outcome, words, turn_id, is_open=False)]
    if not buttons:
        return []
    return [_fitted([*_order(outcome.card, words)], buttons, words)]


def _order(card: OrderCard | None, words: ChannelWords) -> Iterator[Card]:
    if card is None:
        return
    yield _block(card.title, weight="bolder", size="medium")
    yield _block(
        f"{card.status} ({words.as_of(card.as_of)})",
        color=_COLORS[card.tone],
        weight="bolder",
        spacing="small",
    )
    if card.facts:
        yield {
            "type": "FactSet",
            "facts": [{"title": card_text(one.name), "value": card_text(one.value)} for one in card.facts],
        }
    if card.timeline:
        yield _block(words.shipments(), weight="bolder", spacing="medium")
    for step in card.timeline:
        yield {
            "type": "ColumnSet",
            "spacing": "small",
            "columns": [
                _column(_block(_SIGNS[step.state]), "20px"),
                _column(_block(f"{step.label} – {words.milestone(step.state)}"), "stretch"),
                _column(_block(step.when or "–", horizontalAlignment="right"), "auto"),
            ],
        }


def _buttons(
    outcome: Outcome, words: ChannelWords, turn_id: str, *, is_open: bool
) -> list[Mapping[str, Any]]:
    buttons: list[Mapping[str, Any]] = []
    if outcome.evidence.found:
        verb, label = ("answer", words.hide_evidence()) if is_open else ("evidence", words.show_evidence())
        buttons.append(_execute(verb, label, turn_id))
    card = outcome.card
    if card is not None:
        buttons.append(_execute("refresh", words.refresh(), turn_id, order=card.number))
        buttons.append(_execute("draft", words.draft_update(), turn_id, order=card.number))
    if outcome.action is not Action.HAND_OVER:
        buttons.append(_execute("ask_person", words.ask_person(), turn_id))
    return [*buttons, *(_links(card, words) if card is not None else ())]


def _links(card: OrderCard, words: ChannelWords) -> list[Mapping[str, Any]]:
    if not card.url.startswith("https://"):
        return []
    return [{"type": "Action.OpenUrl", "title": words.open_in_odoo(), "url": card.url}]


def _choice_card(choices: Sequence[Choice], turn_id: str) -> Card:
    buttons = [
        _execute("choice", choice.label, turn_id, n=number, say=_cut(choice.say, 900))
        for number, choice in enumerate(choices[:5])
    ]
    return _adaptive([], buttons)


def _said(choice: Choice) -> Mapping[str, Any]:
    return {"type": "imBack", "title": _cut(bare(choice.label), 60) or "…", "value": _cut(choice.say, 900)}


def _execute(verb: str, title: str, turn_id: str, **data: Any) -> Mapping[str, Any]:
    return {
        "type": "Action.Execute",
        "verb": verb,
        "title": _cut(bare(title), 80) or "…",
        "data": {"turn": turn_id, **data},
    }


def _fitted(body: list[Card], actions: Sequence[Mapping[str, Any]], words: ChannelWords) -> Card:
    """Return a card that Teams takes: what does not fit is left out, and it says so."""
    left = 0
    while True:
        shown = body if not left else [*body[: len(body) - left], _block(words.and_more(left), isSubtle=True)]
        card = _adaptive(shown, actions)
        if len(json.dumps(card, ensure_ascii=False).encode()) <= _CARD_BYTES or left >= len(body):
            return card
        left += max(1, (len(body) - left) // 8)


def _adaptive(body: Sequence[Card], actions: Sequence[Mapping[str, Any]]) -> Card:
    return {
        "type": "AdaptiveCard",
        "$schema": _SCHEMA,
        "version": "1.5",
        "msteams": {"width": "Full"},
        "body": list(body),
        "actions": list(actions)[:6],
    }


def _block(text: str, **look: Any) -> Card:
    return {"type": "TextBlock", "wrap": True, "text": card_text(_cut(text, 2_000)) or "…", **look}


def _column(item: Card, width: str) -> Card:
    return {"type": "Column", "width": width, "items": [item]}


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
