"""The metadata block at the head of a text file: YAML between `---` lines or TOML between `+++` lines."""

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from retrieval.documents.converters.extracted import UnreadableFile

MAX_CHARACTERS = 64_000

_DEEP_LINE = re.compile(r"^[ \t?-]{41}", re.MULTILINE)
_OPENING = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    fields: dict[str, Any] = field(default_factory=dict)


def split_front_matter(text: str) -> tuple[FrontMatter, str]:
    """Return the metadata and the text after it, verbatim; a text without a block is returned whole.

    A `---` that opens no mapping is a rule of the text itself and stays.

    Raises:
        UnreadableFile: the block is not valid YAML or TOML.
    """
    opening = _OPENING.match(text)
    if not opening:
        return FrontMatter(), text
    mark = opening[1]
    endings = r"---|\.\.\." if mark == "---" else r"\+\+\+"
    closing = re.compile(rf"^(?:{endings})[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
    end = closing.search(text, opening.end(), opening.end() + MAX_CHARACTERS)
    if not end:
        return FrontMatter(), text
    block = text[opening.end() : end.start()]
    fields = _from_yaml(block) if mark == "---" else _from_toml(block)
    return (FrontMatter(), text) if fields is None else (FrontMatter(fields=fields), text[end.end() :])


def _from_yaml(block: str) -> dict[str, Any] | None:
    """Return the mapping, an empty one for an empty block, or None for text that is no mapping.

    Scalars stay strings (version 1.10 is not 1.1); the model of the metadata reads dates.
    """
    import yaml

    try:
        in_c = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        loader = in_c if _is_shallow(block) else yaml.BaseLoader
        value = yaml.load(block, Loader=loader)  # noqa: S506 - both build strings, lists and mappings only
    except (yaml.YAMLError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = "" if line is None else f", line {line + 2}"
        raise UnreadableFile(f"has a front matter that is not valid YAML{where}") from error
    if value is None:
        return {}
    return value if isinstance(value, dict) else None


def _is_shallow(block: str) -> bool:
    """True when the block cannot nest deeply: the loader in C is faster, but overflows its stack on depth."""
    return block.count("[") + block.count("{") <= 40 and not _DEEP_LINE.search(block)


def _from_toml(block: str) -> dict[str, Any]:
    try:
        return tomllib.loads(block.replace("\r\n", "\n"), parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableFile("has a front matter that is not valid TOML") from error
