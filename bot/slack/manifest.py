"""The app manifest of 2026, from one source for both ways Slack speaks to us. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.slack.scopes import REQUIRED

_EVENTS = (
    "agent_session_stopped",
    "app_home_opened",
    "app_mention",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
)
_DESCRIPTION = (
    "Answers questions about orders, deliveries and our rules from Odoo and the company's documents, and "
    "says where each fact is from. It is a program; a person decides."
)
_PROMPTS = (
    "Which orders are late?",
    "What is the cut-off for DHL Express?",
    "A pallet arrived damaged, what now?",
    "Which orders wait for stock?",
)


def manifest(*, url: str = "https://shipmate.example.com", socket: bool = False) -> Mapping[str, Any]:
    """Return the manifest for events over HTTP to `url`, or over Socket Mode."""
    events_url = {} if socket else {"request_url": f"{url.rstrip('/')}/slack/events"}
    return {
        "display_information": {
            "name": "Shipmate",
            "description": "Where is my order, and why does it wait?",
            "background_color": "#1f3a5f",
            "long_description": f"{_DESCRIPTION} What people write is kept for a limited time; names and "
            "addresses of private individuals are hidden from the language model. Shipmate changes nothing "
            "in Odoo.",
        },
        "features": {
            "agent_view": {
                "agent_description": _DESCRIPTION,
                "suggested_prompts": [{"title": prompt, "message": prompt} for prompt in _PROMPTS],
            },
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Shipmate", "always_online": True},
            "slash_commands": [
                {
                    "command": "/order",
                    "description": "Where is an order, and why does it wait?",
                    "usage_hint": "S00042",
                    "should_escape": False,
                    **({} if socket else {"url": events_url["request_url"]}),
                }
            ],
            "shortcuts": [
                {
                    "name": "Ask Shipmate about this",
                    "type": "message",
                    "callback_id": "ask_about",
                    "description": "Asks about the orders in a message; you alone are answered",
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(REQUIRED | {"assistant:write"})}},
        "settings": {
            "event_subscriptions": {**events_url, "bot_events": list(_EVENTS)},
            "interactivity": {"is_enabled": True, **events_url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": False,
        },
    }
