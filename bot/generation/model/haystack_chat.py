"""Haystack's chat generators as a `Chat`: Azure OpenAI on both its paths, and servers that speak like OpenAI.

Importing this module is light: Haystack and openai are loaded when a model is made. Nothing is tried twice:
who is next stands ready, and the composer behind them.
"""

import asyncio
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from bot.domain import NO_USAGE, Usage
from bot.generation.model.deployment import Reply
from bot.generation.model.faults import ModelFault
from bot.generation.model.prompt import SCHEMA, Prompt
from bot.generation.model.tokens import tokens_of

if TYPE_CHECKING:
    from haystack.components.generators.chat import AzureOpenAIChatGenerator, OpenAIChatGenerator

Kind = Literal["azure", "azure-v1", "openai-compatible"]
_ENTRA_SCOPE = "https://cognitiveservices.azure.com/.default"
_NAME = re.compile(r"[\w.:/@-]{1,80}")
_WORDY_LOGGERS = ("openai", "httpx2", "httpcore2", "haystack.components.generators")
"""They write requests, answers or addresses into their debug logs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """`model` is the deployment in Azure. Without a key the process's own identity in Entra is used."""

    kind: Kind
    url: str
    model: str
    api_key: str = field(default="", repr=False)
    api_version: str = ""
    timeout_seconds: float = 8.0
    max_output_tokens: int = 900
    temperature: float | None = None
    with_schema: bool = True


class HaystackChat:
    """Raises on `ask`: `ModelFault`, whatever the service or its library do."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._model = endpoint.model
        self._generator = _generator(endpoint)
        for name in _WORDY_LOGGERS:
            logging.getLogger(name).setLevel(logging.ERROR)

    async def ask(self, prompt: Prompt) -> Reply:
        from haystack.dataclasses import ChatMessage

        messages = [ChatMessage.from_system(prompt.system), ChatMessage.from_user(prompt.user)]
        try:
            said = (await self._generator.run_async(messages))["replies"][0]
        except TimeoutError:
            raise
        except Exception as error:
            raise fault_from(error) from None
        finish = said.meta.get("finish_reason")
        text, usage = said.text or "", _usage(said.meta.get("usage"), prompt, said.text or "")
        if finish in ("length", "content_filter"):
            raise ModelFault("cut_off" if finish == "length" else "content_filter", usage=usage)
        return Reply(text=text, usage=usage, version=_version(said.meta.get("model")))

    async def close(self) -> None:
        await self._generator.close_async()


def fault_from(error: BaseException) -> ModelFault:
    """Return the fault behind an exception of openai, or of what Haystack makes of a body it cannot read."""
    import openai

    match error:
        case openai.APITimeoutError():
            return ModelFault("timeout")
        case openai.APIConnectionError():
            return ModelFault("unreachable")
        case openai.LengthFinishReasonError():
            return ModelFault("cut_off", usage=_paid(error.completion.usage))
        case openai.ContentFilterFinishReasonError():
            return ModelFault("content_filter", usage=_paid(error.completion and error.completion.usage))
        case openai.APIStatusError():
            return _status_fault(error.status_code, error.code, _wait(error.response.headers))
        case _ if type(error).__module__.startswith("azure."):
            return ModelFault("unauthorised")
        case _:
            return ModelFault("malformed")


def _status_fault(status: int, code: str | None, wait: float | None) -> ModelFault:
    if code == "content_filter":
        return ModelFault("content_filter")
    if code == "context_length_exceeded" or status == 413:
        return ModelFault("too_long")
    if status in (401, 403):
        return ModelFault("unauthorised")
    if status == 404:
        return ModelFault("no_such_deployment")
    if status == 429:
        return ModelFault("rate_limited", retry_after_seconds=wait)
    if status in (408, 409) or status >= 500:
        return ModelFault("server_error", retry_after_seconds=wait)
    return ModelFault("bad_request")


def _wait(headers: Mapping[str, str]) -> float | None:
    """Return the seconds we are asked to wait; Azure also says milliseconds. A date says nothing."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            wait = float(headers[name]) / unit
        except (KeyError, ValueError):
            continue
        if 0 <= wait < float("inf"):
            return wait
    return None


def _generator(endpoint: Endpoint) -> "OpenAIChatGenerator | AzureOpenAIChatGenerator":
    from haystack.components.generators.chat import AzureOpenAIChatGenerator, OpenAIChatGenerator
    from haystack.utils import Secret

    key, choices = Secret.from_token(endpoint.api_key or "none"), _choices(endpoint)
    generator: OpenAIChatGenerator | AzureOpenAIChatGenerator
    if endpoint.kind == "azure":
        generator = AzureOpenAIChatGenerator(
            azure_endpoint=endpoint.url,
            azure_deployment=endpoint.model,
            api_version=endpoint.api_version,
            api_key=key,
            generation_kwargs=choices,
        )
    else:
        generator = OpenAIChatGenerator(api_key=key, model=endpoint.model, generation_kwargs=choices)
    generator.async_client = _client(endpoint)
    return generator


def _client(endpoint: Endpoint) -> Any:
    """Return a client that takes a fresh token where there is no key, and goes nowhere else when redirected.

    Haystack's own does neither: a redirect would carry question and key to another host.
    """
    from openai import AsyncAzureOpenAI, AsyncOpenAI, DefaultAsyncHttpxClient

    choices: dict[str, Any] = {
        "timeout": endpoint.timeout_seconds,
        "max_retries": 0,
        "http_client": DefaultAsyncHttpxClient(follow_redirects=False),
    }
    if endpoint.kind == "azure":
        return AsyncAzureOpenAI(
            azure_endpoint=endpoint.url,
            azure_deployment=endpoint.model,
            api_version=endpoint.api_version,
            api_key=endpoint.api_key or None,
            azure_ad_token_provider=None if endpoint.api_key else entra_token,
            **choices,
        )
    without_key = entra_token if endpoint.kind == "azure-v1" else "none"
    return AsyncOpenAI(api_key=endpoint.api_key or without_key, base_url=_base_url(endpoint), **choices)


async def entra_token() -> str:
    """Return a token of this process's own identity: managed identity, workload identity, `az login` …"""
    return await asyncio.to_thread(_token)


def _token() -> str:
    return _token_provider()()


@cache
def _token_provider() -> Callable[[], str]:
    """One credential a process: it keeps its token until that ends."""
    from azure.identity import DefaultAzureCredential, get_bearer_token_provider

    return get_bearer_token_provider(DefaultAzureCredential(), _ENTRA_SCOPE)


def _base_url(endpoint: Endpoint) -> str:
    if endpoint.kind != "azure-v1":
        return endpoint.url
    return f"{endpoint.url.rstrip('/').removesuffix('/openai/v1')}/openai/v1/"


def _choices(endpoint: Endpoint) -> dict[str, Any]:
    """OpenAI's own services want the limit's newer name; servers that speak like it know the older."""
    host = urlsplit(endpoint.url).hostname or ""
    is_newer = endpoint.kind != "openai-compatible" or host.endswith("openai.com")
    schema = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA}}
    chosen: dict[str, Any] = {
        "max_completion_tokens" if is_newer else "max_tokens": endpoint.max_output_tokens,
        # as a plain part of the body: the library would walk through the schema at each request
        "extra_body": {"response_format": schema if endpoint.with_schema else {"type": "json_object"}},
    }
    if endpoint.temperature is not None:
        chosen["temperature"] = endpoint.temperature
    return chosen


def _usage(said: Any, prompt: Prompt, text: str) -> Usage:
    """Return what the service counted, or our own estimate where it counts nothing."""
    counted = said if isinstance(said, Mapping) else {}
    asked, answered = counted.get("prompt_tokens"), counted.get("completion_tokens")
    if isinstance(asked, int) and isinstance(answered, int):
        return Usage(prompt_tokens=asked, completion_tokens=answered)
    return Usage(
        prompt_tokens=tokens_of(prompt.system) + tokens_of(prompt.user), completion_tokens=tokens_of(text)
    )


def _paid(usage: Any) -> Usage:
    if usage is None:
        return NO_USAGE
    return Usage(prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens)


def _version(said: Any) -> str | None:
    return said if isinstance(said, str) and _NAME.fullmatch(said) else None
