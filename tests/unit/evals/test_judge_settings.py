"""The judge's settings are read twice, once in each environment, and mean the same."""

from dataclasses import fields
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import Judge
from evals.ragas_env.judge_settings import JudgeSettings, JudgeSettingsError, judge_settings

COMPLETE = {
    "SHIPMATE_JUDGE__KIND": "azure",
    "SHIPMATE_JUDGE__ENDPOINT": "https://company.example",
    "SHIPMATE_JUDGE__MODEL": "judge",
    "SHIPMATE_JUDGE__API_KEY": "hunter2",
}


def test_both_readings_have_the_same_names_and_defaults() -> None:
    ours = {field.name: getattr(JudgeSettings(), field.name) for field in fields(JudgeSettings)}
    theirs = {name: getattr(Judge(), name) for name in Judge.model_fields}
    plain = {
        name: value.get_secret_value() if isinstance(value, SecretStr) else value
        for name, value in theirs.items()
    }
    assert ours == {name: str(value) if isinstance(value, Path) else value for name, value in plain.items()}


def test_nothing_set_is_no_judge() -> None:
    assert judge_settings({}).is_configured is False


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"SHIPMATE_JUDGE__KIND": "oracle"}, "none, azure or openai-compatible"),
        ({"SHIPMATE_JUDGE__MODEL": ""}, "SHIPMATE_JUDGE__MODEL"),
        ({"SHIPMATE_JUDGE__ENDPOINT": "company.example"}, "https://"),
        ({"SHIPMATE_JUDGE__TIMEOUT_SECONDS": "hunter2"}, "above zero"),
        ({"SHIPMATE_JUDGE__TIMEOUT_SECONDS": "nan"}, "above zero"),
        ({"SHIPMATE_JUDGE__MAX_CALLS": "-1"}, "above zero"),
    ],
)
def test_what_cannot_be_used_is_named_without_its_value(more: dict[str, str], says: str) -> None:
    with pytest.raises(JudgeSettingsError, match=says) as caught:
        judge_settings(COMPLETE | more)
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(judge_settings(COMPLETE))


@pytest.mark.parametrize(
    ("endpoint", "stub", "is_stub"),
    [
        ("https://company.openai.azure.com", "", False),
        ("https://company.openai.azure.com", "true", True),
        ("http://127.0.0.1:4010", "", True),
        ("http://127.8.8.8:4010", "false", True),
        ("http://localhost:4010/v1", "", True),
        ("http://LOCALHOST.:4010/v1", "", True),
        ("http://[::1]:4010/v1", "", True),
        ("http://0.0.0.0:4010/v1", "", True),
        ("http://aimock:4010/v1", "", True),
        ("http://10.0.0.5:11434/v1", "", False),
    ],
)
def test_a_judge_on_this_machine_is_a_stub_whatever_it_says(endpoint: str, stub: str, is_stub: bool) -> None:
    more = {"SHIPMATE_JUDGE__ENDPOINT": endpoint, "SHIPMATE_JUDGE__STUB": stub}
    assert judge_settings(COMPLETE | more).is_stub is is_stub
