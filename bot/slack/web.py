"""Slack's Web API as this channel uses it: one session, no silent retries, every fault mapped to ours."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import NotSent

_NOT_NOW = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
_MAYBE = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Faults of Slack of which nobody knows whether the message was posted before."""


class SlackFault(Exception):
    """A call failed; `code` is Slack's own word for it, and never a text a person wrote."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True, kw_only=True)
class SlackWeb:
    """`api_url` ends with a slash."""

    token: str
    api_url: str
    timeout_seconds: float = 8.0
    _session: aiohttp.ClientSession | None = None
    _client: AsyncWebClient | None = None

    @property
    def client(self) -> AsyncWebClient:
        if self._client is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=self.timeout_seconds),
                connector=aiohttp.TCPConnector(limit=32),
            )
            # the SDK's own retries send a message again of which nobody knows whether it arrived
            self._client = AsyncWebClient(
                token=self.token,
                base_url=self.api_url,
                timeout=int(self.timeout_seconds) or 1,
                session=self._session,
                retry_handlers=[],
            )
        return self._client

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Return what a method that changes nothing gives. Raises: `SlackFault`."""
        try:
            return await self._called(method, arguments)
        except SlackApiError as error:
            raise SlackFault(_code(error)) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise SlackFault(type(error).__name__) from None

    async def post(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Call a method that shows people something.

        Raises: `NotSent` when surely nothing was shown; `SlackFault` when nobody can tell.
        """
        try:
            return await self._called(method, arguments)
        except SlackApiError as error:
            code, status = _code(error), getattr(error.response, "status_code", 0)
            if status == 429 or code in _NOT_NOW:
                raise NotSent("Slack takes no more for now.", retry_after_seconds=_after(error)) from None
            if status >= 500 or code in _MAYBE:
                raise SlackFault(code) from None
            raise Refused(code) from None
        except aiohttp.ClientConnectorError:
            raise NotSent("Slack cannot be reached.") from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise SlackFault(type(error).__name__) from None

    async def pages(self, method: str, key: str, **arguments: Any) -> AsyncIterator[Mapping[str, Any]]:
        """Yield what a method lists under `key`, over all its pages. Raises: `SlackFault`."""
        cursor = ""
        while True:
            more = {"cursor": cursor} if cursor else {}
            page = await self.call(method, **arguments, **more)
            for one in page.get(key) or ():
                yield one
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def _called(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        how: dict[str, Any] = {"data" if method in _READING else "json": dict(arguments)}
        async with asyncio.timeout(self.timeout_seconds):
            data = (await self.client.api_call(method, **how)).data
        return data if isinstance(data, Mapping) else {}


class Refused(NotSent):
    """Slack took the message for wrong: `code` says why. Sending it again as it is helps nobody."""

    def __init__(self, code: str) -> None:
        super().__init__("Slack refused the message.")
        self.code = code


_READING = frozenset(
    {
        "conversations.history",
        "conversations.info",
        "conversations.members",
        "conversations.replies",
        "users.info",
    }
)
"""Methods that read: Slack takes their arguments as a form, not as JSON."""


def _code(error: SlackApiError) -> str:
    response = error.response
    found = response.get("error") if hasattr(response, "get") else None
    return str(found or "unreadable")[:60]


def _after(error: SlackApiError) -> float | None:
    headers = getattr(error.response, "headers", {}) or {}
    value = headers.get("Retry-After") or headers.get("retry-after")
    try:
        return float(value) if value is not None else None
    except ValueError:
        return None
