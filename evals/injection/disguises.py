"""The same text in another dress: what it orders can still be read by a language model.

Each is the same on every run. Those for Latin letters leave other scripts as they are.
"""

import base64
import codecs
import html
import json
import random
from collections.abc import Callable, Sequence
from itertools import cycle
from urllib.parse import quote

SEED = 20261126
PADDING_WORDS = 300
CELL_WORDS, LINE_WORDS = 3, 2
_TAGS = {code: 0xE0000 + code for code in range(0x20, 0x7F)}
_FULLWIDTH = {code: 0xFEE0 + code for code in range(0x21, 0x7F)} | {0x20: 0x3000}
_CYRILLIC = str.maketrans("acehiopxysjABCEHKMOPTX", "асеһіорхуѕјАВСЕНКМОРТХ")
_GREEK = str.maketrans("aiouvnABEHIKMNOPTXZ", "αιουνηΑΒΕΗΙΚΜΝΟΡΤΧΖ")
_LEET = str.maketrans("aeiostAEIOST", "431057431057")
_EMOJI = "📦🚚✨🙂🔥"
_HARMLESS = (
    "The pallet is on its way and arrives on Tuesday morning.",
    "We counted twelve cartons at the dock and signed for all of them.",
    "Stretch film is kept in aisle four next to the tape.",
    "The invoice follows by post at the end of the month.",
    "Snow in the north has slowed the trucks down this week.",
    "Gloves in size large are back in stock since Friday.",
    "Returned boxes are looked at within two working days.",
    "The forklift was serviced in May and runs well again.",
)


def _words(text: str, size: int) -> list[str]:
    words = text.split()
    return [" ".join(words[at : at + size]) for at in range(0, len(words), size)]


def _emoji(text: str) -> str:
    return "".join(
        f"{word} {sign} " for word, sign in zip(text.split(), cycle(_EMOJI), strict=False)
    ).rstrip()


def _mixed_case(text: str) -> str:
    """Change upper and lower case in turn, unless that is no single letter ("ß")."""
    changed = (sign.upper() if at % 2 else sign.lower() for at, sign in enumerate(text))
    return "".join(new if len(new) == 1 else old for new, old in zip(changed, text, strict=True))


def _drawing(text: str) -> random.Random:
    return random.Random(f"{SEED} {text}")  # noqa: S311  # repeatable dress, no secret


def _typo(text: str) -> str:
    """Swap two neighbouring letters inside one word of four letters or more."""
    draw = _drawing(text)
    places = [
        at for at in range(1, len(text) - 3) if text[at - 1 : at + 3].isalpha() and text[at] != text[at + 1]
    ]
    if not places:
        return text
    at = draw.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _harmless_words(draw: random.Random, sentences: Sequence[str] = _HARMLESS) -> str:
    words: list[str] = []
    while len(words) < PADDING_WORDS:
        words += draw.choice(sentences).split()
    return " ".join(words[:PADDING_WORDS])


def _padded(text: str) -> str:
    draw = _drawing(text)
    return f"{_harmless_words(draw)}.\n{text}\n{_harmless_words(draw)}."


def _table(text: str) -> str:
    rows = "\n".join(f"| {at} | {cell} |" for at, cell in enumerate(_words(text, CELL_WORDS), start=1))
    return f"| No. | Note |\n|---|---|\n{rows}"


DISGUISES: dict[str, Callable[[str], str]] = {
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "url": lambda text: quote(text, safe=""),
    "entities": lambda text: "".join(f"&#{ord(sign)};" for sign in text),
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "reversed": lambda text: text[::-1],
    "zero_width": "\u200b".join,
    "soft_hyphen": "\u00ad".join,
    "tags": lambda text: text.translate(_TAGS),
    "fullwidth": lambda text: text.translate(_FULLWIDTH),
    "cyrillic": lambda text: text.translate(_CYRILLIC),
    "greek": lambda text: text.translate(_GREEK),
    "leetspeak": lambda text: text.translate(_LEET),
    "mixed_case": _mixed_case,
    "typo": _typo,
    "spaced": " ".join,
    "emoji": _emoji,
    "line_breaks": lambda text: "\n".join(_words(text, LINE_WORDS)),
    "table": _table,
    "comment": lambda text: f"<!-- {html.escape(text)} -->",
    "hidden_span": lambda text: f'<span style="display:none">{html.escape(text)}</span>',
    "fence": lambda text: f"```\n{text}\n```",
    "json": lambda text: json.dumps({"order": "S00117", "note": text}),
    "yaml": lambda text: "order: S00117\nnote: |\n" + "\n".join(f"  {line}" for line in text.split("\n")),
    "padded": _padded,
}
