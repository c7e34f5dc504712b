"""What is kept of a turn comes back as it was, also what an earlier version kept."""

import asyncio
import json
from pathlib import Path

import pytest

from bot.domain import Thought
from bot.errors import SealBroken
from bot.recorded import json_from, value_from
from tests.scenario.asking import indexed
from tests.unit.durable.recording import QUESTIONS, files, thoughts


def test_every_kind_of_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    found = asyncio.run(thoughts(indexed(tmp_path / "index.sqlite")))
    assert set(found) == set(QUESTIONS)
    for name, thought in found.items():
        assert value_from(json_from(thought), Thought) == thought, name


@pytest.mark.parametrize("file", files(), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_released_versions_kept_is_read(file: Path) -> None:
    """A field of a later version takes its default; none may be needed."""
    thought = value_from(file.read_bytes(), Thought)
    assert thought.outcome.text
    assert thought.outcome.turn_id == file.stem
    assert value_from(json_from(thought), Thought) == thought
    kept = json.loads(file.read_bytes())["value"]["outcome"]
    assert (thought.outcome.text, thought.outcome.asked) == (kept["text"], kept["asked"])
    assert len(thought.outcome.evidence.asks) == len(kept["evidence"]["asks"])


def test_there_are_such_files() -> None:
    assert len(list(files())) >= len(QUESTIONS)


@pytest.mark.parametrize(
    "kept", [b"", b"nonsense", b"[]", b'{"v":99,"value":{}}', b'{"v":1,"value":{"outcome":3}}', b'{"v":1}']
)
def test_what_no_version_wrote_is_refused(kept: bytes) -> None:
    with pytest.raises(SealBroken):
        value_from(kept, Thought)
