"""The app package for Teams: the manifest, filled in, and two icons drawn here. Pure."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any

_SCHEMA = "1.19"
_BLUE, _WHITE, _CLEAR = (31, 58, 95, 255), (255, 255, 255, 255), (0, 0, 0, 0)
Pixel = tuple[int, int, int, int]


def manifest(*, app_id: str, host: str, company: str, website: str) -> Mapping[str, Any]:
    """Return the manifest of the app with this id, whose bot is at this host."""
    schema = f"json-schemas/teams/v{_SCHEMA}/MicrosoftTeams.schema.json"
    return {
        "$schema": f"https://developer.microsoft.com/{schema}",
        "manifestVersion": _SCHEMA,
        "version": "1.0.0",
        "id": app_id,
        "developer": {
            "name": company[:32],
            "websiteUrl": website,
            "privacyUrl": f"{website.rstrip('/')}/privacy",
            "termsOfUseUrl": f"{website.rstrip('/')}/terms",
        },
        "name": {"short": "Shipmate", "full": "Shipmate: orders, policies, contracts"},
        "description": {
            "short": "Where is an order, and why does it wait? With the source of each fact.",
            "full": "Shipmate answers questions about orders, deliveries and our rules from Odoo and the "
            "company's documents, at the moment you ask, and says where each fact is from. It is a program: "
            "it changes nothing, and passes on to people what people decide.",
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1F3A5F",
        "bots": [
            {
                "botId": app_id,
                "scopes": ["personal", "team", "groupChat"],
                "supportsFiles": False,
                "isNotificationOnly": False,
                "commandLists": [
                    {
                        "scopes": ["personal", "team", "groupChat"],
                        "commands": [
                            {"title": "Which orders are late?", "description": "Late against their promise"},
                            {"title": "Which orders wait for stock?", "description": "And for what"},
                            {"title": "I would like to talk to a person", "description": "It is passed on"},
                        ],
                    }
                ],
            }
        ],
        "composeExtensions": [
            {
                "botId": app_id,
                "commands": [
                    {
                        "id": "order",
                        "type": "query",
                        "title": "Look an order up",
                        "description": "Insert an order's card into your message",
                        "context": ["compose", "commandBox"],
                        "initialRun": False,
                        "parameters": [
                            {
                                "name": "order",
                                "title": "Order",
                                "description": "Its number, for example S00042",
                                "inputType": "text",
                            }
                        ],
                    },
                    {
                        "id": "ask_about",
                        "type": "action",
                        "title": "Ask Shipmate about this",
                        "description": "You alone are answered, in our chat",
                        "context": ["message"],
                        "fetchTask": False,
                        "parameters": [
                            {
                                "name": "note",
                                "title": "Note",
                                "description": "Not needed",
                                "inputType": "text",
                            }
                        ],
                    },
                ],
            }
        ],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [host],
        "defaultInstallScope": "personal",
    }


def package(filled: Mapping[str, Any]) -> bytes:
    """Return the zip that an administrator uploads: equal bytes for an equal manifest."""
    files = {
        "manifest.json": json.dumps(filled, indent=2, ensure_ascii=False).encode(),
        "color.png": color_icon(),
        "outline.png": outline_icon(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return packed.getvalue()


def color_icon() -> bytes:
    """Return the sail in white on our blue, 192 by 192, the sail within 96 by 96."""
    return _png(192, lambda x, y: _WHITE if _is_sail((x - 48) / 96, (y - 48) / 96) else _BLUE)


def outline_icon() -> bytes:
    """Return the sail in white on nothing, 32 by 32."""
    return _png(32, lambda x, y: _WHITE if _is_sail(x / 32, y / 32) else _CLEAR)


def _is_sail(x: float, y: float) -> bool:
    """Return whether a point of the unit square is on the sail, the mast or the hull."""
    is_hull = 0.72 <= y <= 0.90 and 0.08 + (y - 0.72) <= x <= 0.92 - (y - 0.72)
    is_main = 0.08 <= y <= 0.64 and 0.52 <= x <= 0.52 + (y - 0.08) * 0.7
    is_jib = 0.22 <= y <= 0.64 and 0.44 - (y - 0.22) * 0.7 <= x <= 0.44
    return is_hull or is_main or is_jib


def _png(size: int, pixel: Callable[[float, float], Pixel]) -> bytes:
    rows = b"".join(
        b"\0" + b"".join(bytes(pixel(x + 0.5, y + 0.5)) for x in range(size)) for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows, 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
