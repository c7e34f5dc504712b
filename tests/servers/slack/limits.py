"""What Slack takes for wrong in blocks and views, by docs.slack.dev/reference/block-kit (November 2026)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_KINDS = {
    "section",
    "context",
    "actions",
    "divider",
    "header",
    "input",
    "context_actions",
    "image",
    "rich_text",
}
_IN_MESSAGES_ONLY = {"context_actions"}


def faults_in(payload: Mapping[str, Any], most: int = 50) -> list[str]:
    """Return what is wrong with the blocks of a message or a view; nothing when all is well."""
    is_view = payload.get("type") in ("modal", "home")
    blocks = payload.get("blocks")
    found = list(_view(payload)) if is_view else list(_message(payload))
    if blocks is None:
        return found
    if not isinstance(blocks, Sequence) or len(blocks) > most or (is_view and not blocks):
        return [*found, f"{len(blocks)} blocks"]
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        found.append("block_id twice")
    for number, block in enumerate(blocks):
        found += [f"block {number}: {fault}" for fault in _block(block, is_view=is_view)]
    return found


def _message(payload: Mapping[str, Any]) -> Iterator[str]:
    text = payload.get("text")
    if not text and not payload.get("blocks"):
        yield "no_text"
    if isinstance(text, str) and len(text) > 4_000:
        yield "text of more than 4,000"
    metadata = payload.get("metadata")
    if metadata and not (metadata.get("event_type") and isinstance(metadata.get("event_payload"), dict)):
        yield "metadata without type or payload"


def _view(view: Mapping[str, Any]) -> Iterator[str]:
    if view["type"] == "modal":
        yield from _plain(view.get("title"), 24, "title")
        for name in ("submit", "close"):
            if name in view:
                yield from _plain(view[name], 24, name)
        has_input = any(block.get("type") == "input" for block in view.get("blocks", ()))
        if has_input and "submit" not in view:
            yield "inputs without submit"
    if len(str(view.get("private_metadata") or "")) > 3_000:
        yield "private_metadata of more than 3,000"
    if len(str(view.get("callback_id") or "")) > 255:
        yield "callback_id of more than 255"


def _block(block: Mapping[str, Any], *, is_view: bool) -> Iterator[str]:
    kind = block.get("type")
    if kind not in _KINDS or (is_view and kind in _IN_MESSAGES_ONLY):
        yield f"no such block: {kind}"
        return
    match kind:
        case "section":
            if not block.get("text") and not block.get("fields"):
                yield "a section of nothing"
            if block.get("text"):
                yield from _any_text(block["text"], 3_000)
            fields = block.get("fields")
            if fields is not None and not 1 <= len(fields) <= 10:
                yield f"{len(fields)} fields"
            for one in fields or ():
                yield from _any_text(one, 2_000)
        case "context":
            if not 1 <= len(block.get("elements") or ()) <= 10:
                yield "a context of none or more than ten"
            for one in block.get("elements") or ():
                yield from _any_text(one, 3_000)
        case "actions":
            elements = block.get("elements") or ()
            if not 1 <= len(elements) <= 25:
                yield f"{len(elements)} actions"
            ids = [one.get("action_id") for one in elements]
            if len(ids) != len(set(ids)):
                yield "action_id twice"
            for one in elements:
                yield from _button(one)
        case "header":
            yield from _plain(block.get("text"), 150, "header")
        case "input":
            yield from _plain(block.get("label"), 2_000, "label")
            yield from _element(block.get("element") or {})
        case "context_actions":
            for one in block.get("elements") or ():
                yield from _feedback(one)


def _button(button: Mapping[str, Any]) -> Iterator[str]:
    if button.get("type") != "button":
        yield f"no button: {button.get('type')}"
        return
    yield from _plain(button.get("text"), 75, "button")
    if not 1 <= len(str(button.get("action_id") or "")) <= 255:
        yield "action_id"
    if len(str(button.get("value") or "")) > 2_000:
        yield "value of more than 2,000"
    if len(str(button.get("url") or "")) > 3_000:
        yield "url of more than 3,000"


def _feedback(element: Mapping[str, Any]) -> Iterator[str]:
    if element.get("type") not in ("feedback_buttons", "icon_button"):
        yield f"no context action: {element.get('type')}"
        return
    for side in ("positive_button", "negative_button"):
        button = element.get(side) or {}
        yield from _plain(button.get("text"), 75, side)
        if not 1 <= len(str(button.get("value") or "")) <= 2_000:
            yield f"{side}: value"
        if len(str(button.get("accessibility_label") or "")) > 75:
            yield f"{side}: accessibility_label"


def _element(element: Mapping[str, Any]) -> Iterator[str]:
    if not element.get("action_id"):
        yield "an element without action_id"
    options = element.get("options")
    if options is not None:
        if not 1 <= len(options) <= 10:
            yield f"{len(options)} options"
        for option in options:
            yield from _any_text(option.get("text") or {}, 75)
            if not 1 <= len(str(option.get("value") or "")) <= 150:
                yield "option value"
    if int(element.get("max_length") or 1) > 3_000:
        yield "max_length of more than 3,000"


def _plain(text: Any, longest: int, what: str) -> Iterator[str]:
    if not isinstance(text, Mapping) or text.get("type") != "plain_text":
        yield f"{what}: no plain_text"
        return
    if not 1 <= len(str(text.get("text") or "")) <= longest:
        yield f"{what}: {len(str(text.get('text') or ''))} characters"


def _any_text(text: Any, longest: int) -> Iterator[str]:
    if not isinstance(text, Mapping) or text.get("type") not in ("mrkdwn", "plain_text"):
        yield "no text object"
        return
    if not 1 <= len(str(text.get("text") or "")) <= longest:
        yield f"{len(str(text.get('text') or ''))} characters"
