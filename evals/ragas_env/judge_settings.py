"""How the judge is reached, from the environment: the names and defaults of `bot.settings.Judge`.

That class cannot be imported here. A test compares the two.
"""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import urlsplit

PREFIX = "SHIPMATE_JUDGE__"
_YES = frozenset({"1", "true", "yes", "on"})


class JudgeSettingsError(Exception):
    """The judge's settings cannot be used; the message names the setting and no value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeSettings:
    kind: str = "none"
    """none, azure or openai-compatible."""
    endpoint: str = ""
    model: str = ""
    """The deployment in Azure, the model's name elsewhere."""
    embeddings: str = ""
    """The deployment or model for embeddings; without one answer relevancy is left out."""
    api_version: str = "2024-10-21"
    api_key: str = field(default="", repr=False)
    timeout_seconds: float = 60.0
    concurrency: int = 4
    max_calls: int = 8000
    """Requests of one run, repeated ones included."""
    stub: bool = False
    folder: str = ".shipmate/judge"
    """Where calibrations are kept."""

    @property
    def is_stub(self) -> bool:
        """Whether its verdicts are canned: said so, or on this machine itself, where nobody judges."""
        return self.stub or is_of_this_machine(urlsplit(self.endpoint).hostname or "")

    @property
    def is_configured(self) -> bool:
        return self.kind != "none"


def judge_settings(environment: Mapping[str, str] = os.environ) -> JudgeSettings:
    """Raises: `JudgeSettingsError`."""
    values: dict[str, Any] = {one.name: _value(one.name, environment) for one in fields(JudgeSettings)}
    settings = JudgeSettings(**{name: value for name, value in values.items() if value is not None})
    if settings.kind not in ("none", "azure", "openai-compatible"):
        raise JudgeSettingsError(f"{PREFIX}KIND is none, azure or openai-compatible.")
    missing = [name for name in ("endpoint", "model", "api_key") if not getattr(settings, name)]
    if settings.is_configured and missing:
        names = ", ".join(f"{PREFIX}{name.upper()}" for name in missing)
        raise JudgeSettingsError(f"A judge is configured, so these must be set: {names}.")
    if settings.is_configured and urlsplit(settings.endpoint).scheme not in ("http", "https"):
        raise JudgeSettingsError(f"{PREFIX}ENDPOINT begins with https://.")
    return settings


def _value(name: str, environment: Mapping[str, str]) -> str | float | int | bool | None:
    text = environment.get(PREFIX + name.upper(), "").strip()
    if not text:
        return None
    try:
        if name == "timeout_seconds":
            return _positive(float(text))
        if name in ("concurrency", "max_calls"):
            return int(_positive(int(text)))
    except ValueError:
        raise JudgeSettingsError(f"{PREFIX}{name.upper()} takes a number above zero.") from None
    return text.casefold() in _YES if name == "stub" else text


def _positive(number: float) -> float:
    if not number > 0:
        raise ValueError
    return number


def is_of_this_machine(host: str) -> bool:
    name = host.casefold().rstrip(".")
    if name == "localhost" or name.endswith(".localhost") or "aimock" in name:
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
