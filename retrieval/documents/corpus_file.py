"""`corpus.toml`: metadata for the files beside and below it that cannot carry their own.

    [defaults]                    # for every file here and below
    audience = "staff"
    ["returns.pdf"]               # a name, or a pattern: "*.pdf", "2025/*.docx", "**/old/*"
    title = "Returns policy"

A pattern without a slash is matched with the file's name, at any depth; one with a slash with its path from
the folder of the `corpus.toml`. Later tables win over earlier ones, a nearer folder over a farther one, and
the file's own front matter over all.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from retrieval.documents.converters.extracted import UnreadableFile

NAME = "corpus.toml"
_MAX_BYTES = 5_000_000

Tables = dict[str, dict[str, Any]]


class CorpusFiles:
    """The `corpus.toml` files under one root, each read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._read: dict[PurePosixPath, Tables | UnreadableFile] = {}

    def fields_for(self, path: PurePosixPath) -> dict[str, Any]:
        """Return what the `corpus.toml` files say about a file, given by its path from the root.

        Raises:
            UnreadableFile: one of them cannot be read: nobody knows then who may see the file.
        """
        fields: dict[str, Any] = {}
        for folder in [*reversed(path.parents)]:
            below = path.relative_to(folder)
            for pattern, table in self._tables(folder).items():
                if pattern == "" or matches(below, pattern):
                    fields |= table
        return fields

    def _tables(self, folder: PurePosixPath) -> Tables:
        if folder not in self._read:
            self._read[folder] = _tables_or_fault(self._root / folder / NAME, folder / NAME)
        found = self._read[folder]
        if isinstance(found, UnreadableFile):
            raise found
        return found


def matches(path: PurePosixPath, pattern: str) -> bool:
    """Compare part by part, so that `*` stays within a folder; `**` is any number of folders."""
    if "/" not in pattern:
        return fnmatchcase(path.name, pattern)
    return _parts_match(path.parts, PurePosixPath(pattern).parts)


def _parts_match(parts: Sequence[str], patterns: Sequence[str]) -> bool:
    if not patterns:
        return not parts
    if patterns[0] == "**":
        return any(_parts_match(parts[skipped:], patterns[1:]) for skipped in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], patterns[0]) and _parts_match(parts[1:], patterns[1:])


def _tables_or_fault(path: Path, shown: PurePosixPath) -> Tables | UnreadableFile:
    try:
        if not path.is_file():
            return {}
        if path.stat().st_size > _MAX_BYTES:
            return UnreadableFile(f"{shown} is too large")
        return dict(_tables(tomllib.loads(path.read_text("utf-8-sig"), parse_float=str)))
    except tomllib.TOMLDecodeError as error:
        return UnreadableFile(f"{shown} is not valid TOML: {_place(error)}")
    except (OSError, UnicodeDecodeError, ValueError, RecursionError):
        return UnreadableFile(f"{shown} cannot be read")


def _tables(content: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the defaults under "", then each table under its pattern."""
    defaults = content.get("defaults", {})
    fields = {name: value for name, value in content.items() if not isinstance(value, dict)}
    if not isinstance(defaults, dict):
        raise ValueError("defaults must be a table")
    yield "", fields | defaults
    for name, table in content.items():
        if isinstance(table, dict) and name != "defaults":
            yield name, table


def _place(error: tomllib.TOMLDecodeError) -> str:
    message = str(error)
    return message[message.rfind("(") :].strip("()") if "(at " in message else "see its syntax"
