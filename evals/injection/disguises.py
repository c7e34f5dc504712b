"""The same text in another dress: each of these can be undone, so nothing of the attack is lost."""

import base64
import codecs
import html
from collections.abc import Callable
from urllib.parse import quote

DISGUISES: dict[str, Callable[[str], str]] = {
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "url": lambda text: quote(text, safe=""),
    "entities": lambda text: "".join(f"&#{ord(sign)};" for sign in text),
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "reversed": lambda text: text[::-1],
    "zero_width": "\u200b".join,
    "soft_hyphen": "\u00ad".join,
    "spaced": " ".join,
    "comment": lambda text: f"<!-- {html.escape(text)} -->",
    "fence": lambda text: f"```\n{text}\n```",
}
