"""The Bot Framework's connector: messages to conversations, and who is in them, over one session."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.errors import NotSent

_TRY_AGAIN = frozenset({412, 429, 502, 503, 504})
"""Microsoft's own list of what to repeat, later and not all at once (learn.microsoft.com/microsoftteams,
"rate limit"), with 503."""
_EARLY_SECONDS = 300.0
_SCOPE = "https://api.botframework.com/.default"


class TeamsFault(Exception):
    """A call failed, and nobody knows what came of it. `code` is a status or the name of a class."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(NotSent):
    """Teams took the request for wrong: sending it again as it is helps nobody."""

    def __init__(self, status: int) -> None:
        super().__init__(f"Teams refused the message ({status}).")
        self.status = status


@dataclass(slots=True, kw_only=True)
class AppToken:
    """The token we show: fetched with the app's secret, and kept until shortly before it expires."""

    url: str
    app_id: str
    secret: str = field(repr=False)
    _token: str = field(default="", repr=False)
    _until: float = 0.0
    _fetching: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def value(self, session: aiohttp.ClientSession) -> str:
        """Return it, "" for a bot without an id. Raises: `NotSent`."""
        if not self.app_id:
            return ""
        async with self._fetching:
            if time.monotonic() >= self._until:
                await self._fetch(session)
        return self._token

    async def _fetch(self, session: aiohttp.ClientSession) -> None:
        form = {
            "grant_type": "client_credentials",
            "client_id": self.app_id,
            "client_secret": self.secret,
            "scope": _SCOPE,
        }
        try:
            async with session.post(self.url, data=form) as response:
                if response.status != 200:
                    raise NotSent(f"No token to send with: the login answered {response.status}.")
                found = await response.json(content_type=None)
            self._token = str(found["access_token"])
            lasts = float(found.get("expires_in") or 3600)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, KeyError, TypeError) as error:
            raise NotSent(f"No token to send with: {type(error).__name__}.") from None
        self._until = time.monotonic() + max(lasts - _EARLY_SECONDS, lasts / 2)


@dataclass(slots=True, kw_only=True)
class Connector:
    """Calls to a conversation's service. A `path` is below `/v3/conversations`."""

    token: AppToken
    timeout_seconds: float = 8.0
    _session: aiohttp.ClientSession | None = field(default=None, repr=False)

    @property
    def session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=self.timeout_seconds),
                connector=aiohttp.TCPConnector(limit=32),
            )
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def send(self, service_url: str, conversation: str, activity: Mapping[str, Any]) -> str:
        """Return the id of the new message. Raises: `NotSent`, `TeamsFault`."""
        return str(
            (await self._call("POST", service_url, _activities(conversation), activity)).get("id") or ""
        )

    async def update(
        self, service_url: str, conversation: str, message: str, activity: Mapping[str, Any]
    ) -> None:
        """Raises: `NotSent`, `TeamsFault`."""
        path = f"{_activities(conversation)}/{quote(message, safe='')}"
        await self._call("PUT", service_url, path, {**activity, "id": message})

    async def delete(self, service_url: str, conversation: str, message: str) -> None:
        """Raises: `NotSent`, `TeamsFault`."""
        await self._call("DELETE", service_url, f"{_activities(conversation)}/{quote(message, safe='')}")

    async def opened(self, service_url: str, user: str, bot: Mapping[str, Any], tenant: str) -> str:
        """Return the one-to-one conversation with somebody. Raises: `NotSent`, `TeamsFault`."""
        wanted = {
            "bot": bot,
            "members": [{"id": user}],
            "isGroup": False,
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        return str((await self._call("POST", service_url, "", wanted)).get("id") or "")

    async def member(self, service_url: str, conversation: str, user: str) -> Mapping[str, Any]:
        """Raises: `NotSent`, `TeamsFault`."""
        path = f"/{quote(conversation, safe='')}/members/{quote(user, safe='')}"
        return await self._call("GET", service_url, path)

    async def members(self, service_url: str, conversation: str) -> AsyncIterator[Mapping[str, Any]]:
        """Yield who is in a conversation. Raises: `NotSent`, `TeamsFault`."""
        more = ""
        while True:
            path = f"/{quote(conversation, safe='')}/pagedmembers?pageSize=200{more}"
            page = await self._call("GET", service_url, path)
            for one in page.get("members") or ():
                yield one
            token = page.get("continuationToken")
            if not token:
                return
            more = f"&continuationToken={quote(str(token), safe='')}"

    async def _call(
        self, verb: str, service_url: str, path: str, body: Mapping[str, Any] | None = None
    ) -> Mapping[str, Any]:
        token = await self.token.value(self.session)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url = f"{service_url.rstrip('/')}/v3/conversations{path}"
        try:
            async with self.session.request(
                verb, _exact(url), json=body, headers=headers, allow_redirects=False
            ) as response:
                if response.status in _TRY_AGAIN:
                    raise NotSent("Teams takes no more for now.", retry_after_seconds=_after(response))
                if response.status >= 500:
                    raise TeamsFault(str(response.status))
                if response.status >= 300:
                    raise Refused(response.status)
                return await _object(response)
        except aiohttp.ClientConnectorError as error:
            raise NotSent("Teams cannot be reached.") from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise TeamsFault(type(error).__name__) from None


def _activities(conversation: str) -> str:
    return f"/{quote(conversation, safe='')}/activities"


def _exact(url: str) -> Any:
    from yarl import URL

    return URL(url, encoded=True)


async def _object(response: aiohttp.ClientResponse) -> Mapping[str, Any]:
    """Return the body; nothing for one that is empty or no object: the message arrived all the same."""
    try:
        found = await response.json(content_type=None)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _after(response: aiohttp.ClientResponse) -> float | None:
    try:
        return float(response.headers["Retry-After"])
    except (KeyError, ValueError):
        return None
