"""What Slack takes, as a check of all we send: its documented limits as a schema, and the SDK's own checks.

Source: docs.slack.dev/reference/block-kit, docs.slack.dev/reference/views, read in November 2026. The schema
knows the blocks and elements that we use; any other is a fault. The bound on all blocks of a message is not
documented: Slack refused 13,200 characters (github.com/slackapi/bolt-js/issues/2509).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache, partial
from typing import Any

from jsonschema import Draft202012Validator
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Payload = Mapping[str, Any]
ALL_BLOCKS, ALL_OF_A_VIEW = 13_000, 250_000
_VISIBLE = r"[^\s\u2060\u2068\u2069]"


def faults_in_message(text: str, blocks: Sequence[Payload]) -> list[str]:
    """Return what Slack would refuse or cut in a message; nothing when all is well."""
    return [
        *(list(_by_schema("message", {"text": text, "blocks": list(blocks)})) or _by_the_sdk_blocks(blocks)),
        *_twice(blocks),
        *([] if _size(list(blocks)) < ALL_BLOCKS else ["blocks too long"]),
    ]


def faults_in_view(view: Payload) -> list[str]:
    """Return what Slack would refuse in a window or in the app's home; nothing when all is well."""
    kind = str(view.get("type"))
    if kind not in ("modal", "home"):
        return [f"no such view: {kind}"]
    return [
        *(list(_by_schema(kind, view)) or _by_the_sdk(lambda: View(**deepcopy(dict(view))))),
        *_twice(view["blocks"]),
        *([] if _size(view) < ALL_OF_A_VIEW else ["view too long"]),
    ]


def _by_schema(kind: str, payload: Payload) -> Iterator[str]:
    for error in _validator(kind).iter_errors(payload):
        yield f"{error.json_path}: {error.validator} {str(error.validator_value)[:60]}"


def _by_the_sdk_blocks(blocks: Sequence[Payload]) -> Iterator[str]:
    for block in blocks:
        yield from _by_the_sdk(partial(Block.parse, deepcopy(dict(block))))


def _by_the_sdk(parsed: Callable[[], Any]) -> Iterator[str]:
    """Let the SDK check what our schema takes: it fails otherwise on half a block."""
    try:
        parsed().to_dict()
    except SlackObjectFormationError as error:
        yield f"slack_sdk: {error}"


def _twice(blocks: Sequence[Payload]) -> Iterator[str]:
    yield from _repeated(block["block_id"] for block in blocks if "block_id" in block)
    for block in blocks:
        yield from _repeated(one["action_id"] for one in block.get("elements", ()) if "action_id" in one)


def _repeated(ids: Iterator[str]) -> Iterator[str]:
    return (f"twice: {name}" for name, times in Counter(ids).items() if times > 1)


def _size(value: Any) -> int:
    """Return the characters of a payload as JSON, each character of a text as one."""
    if isinstance(value, str):
        return len(value) + 2
    if isinstance(value, Mapping):
        return 1 + sum(_size(key) + 1 + _size(part) + 1 for key, part in value.items())
    if isinstance(value, list | tuple):
        return 1 + sum(_size(part) + 1 for part in value)
    return len(json.dumps(value))


def _text(longest: int, *, plain: bool) -> Payload:
    shown = {"type": "string", "minLength": 1, "maxLength": longest, "pattern": _VISIBLE}
    if plain:
        return _exactly({"type": _one("plain_text"), "text": shown}, emoji={"type": "boolean"})
    return _exactly({"type": _one("mrkdwn"), "text": shown}, verbatim={"type": "boolean"})


def _string(longest: int, least: int = 1) -> Payload:
    return {"type": "string", "minLength": least, "maxLength": longest}


def _one(value: str) -> Payload:
    return {"const": value}


def _list(items: Payload, most: int) -> Payload:
    return {"type": "array", "items": items, "minItems": 1, "maxItems": most}


def _exactly(needed: Mapping[str, Payload], **optional: Payload) -> Payload:
    return {
        "type": "object",
        "properties": {**needed, **optional},
        "required": list(needed),
        "additionalProperties": False,
    }


_ID = _string(255)
_URL = {"type": "string", "maxLength": 3_000, "pattern": r"^https://[^\s<>|]+$"}
_BUTTON = _exactly(
    {"type": _one("button"), "text": _text(75, plain=True), "action_id": _ID},
    value=_string(2_000),
    url=_URL,
    style={"enum": ["primary", "danger"]},
)
_THUMB = _exactly({"text": _text(75, plain=True), "value": _string(2_000)}, accessibility_label=_string(75))
_FEEDBACK = _exactly(
    {
        "type": _one("feedback_buttons"),
        "action_id": _ID,
        "positive_button": _THUMB,
        "negative_button": _THUMB,
    }
)
_OPTION = _exactly({"text": _text(75, plain=True), "value": _string(150)})
_CHECKBOXES = _exactly({"type": _one("checkboxes"), "action_id": _ID, "options": _list(_OPTION, 10)})
_WORDS = _exactly(
    {"type": _one("plain_text_input"), "action_id": _ID},
    multiline={"type": "boolean"},
    max_length={"type": "integer", "minimum": 1, "maximum": 3_000},
)
_SECTION = _exactly(
    {"type": _one("section"), "text": _text(3_000, plain=False)},
    block_id=_ID,
    expand={"type": "boolean"},
    fields=_list(_text(2_000, plain=False), 10),
)
_CONTEXT = _exactly({"type": _one("context"), "elements": _list(_text(3_000, plain=False), 10)}, block_id=_ID)
_ACTIONS = _exactly({"type": _one("actions"), "elements": _list(_BUTTON, 25)}, block_id=_ID)
_HEADER = _exactly({"type": _one("header"), "text": _text(150, plain=True)}, block_id=_ID)
_DIVIDER = _exactly({"type": _one("divider")}, block_id=_ID)
_INPUT = _exactly(
    {
        "type": _one("input"),
        "label": _text(2_000, plain=True),
        "element": {"anyOf": [_CHECKBOXES, _WORDS]},
    },
    block_id=_ID,
    optional={"type": "boolean"},
)
_THUMBS = _exactly({"type": _one("context_actions"), "elements": _list(_FEEDBACK, 5)}, block_id=_ID)
_ANYWHERE = (_SECTION, _CONTEXT, _ACTIONS, _HEADER, _DIVIDER)
_TITLE = _text(24, plain=True)
_SCHEMAS: Mapping[str, Payload] = {
    "message": _exactly(
        {
            "text": {**_string(4_000), "pattern": _VISIBLE},
            "blocks": _list({"anyOf": [*_ANYWHERE, _THUMBS]}, 50),
        }
    ),
    "modal": {
        **_exactly(
            {
                "type": _one("modal"),
                "title": _TITLE,
                "blocks": _list({"anyOf": [*_ANYWHERE, _INPUT]}, 100),
            },
            close=_TITLE,
            submit=_TITLE,
            callback_id=_ID,
            private_metadata=_string(3_000),
        ),
        "if": {"properties": {"blocks": {"contains": {"properties": {"type": _one("input")}}}}},
        "then": {"required": ["submit"]},
    },
    "home": _exactly({"type": _one("home"), "blocks": _list({"anyOf": list(_ANYWHERE)}, 100)}),
}


@cache
def _validator(kind: str) -> Draft202012Validator:
    Draft202012Validator.check_schema(_SCHEMAS[kind])
    return Draft202012Validator(_SCHEMAS[kind])
