"""Who posts to us: tokens of the Bot Framework, checked as Microsoft says they have to be.

Rules: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
(connector to bot, steps 1 to 4). The SDK's own check fetches keys with a call that blocks the event loop, and
turns some wrong tokens into a fault of ours; this one does neither. ADR 0026.
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import jwt

_LEEWAY_SECONDS = 300
"""Of clocks that differ: five minutes, as the rules say."""
_KEEP_SECONDS, _LOOK_AGAIN_SECONDS = 24 * 3600.0, 60.0
_ALGORITHMS = ["RS256"]


class NotAuthentic(Exception):
    """The request is not from the Bot Framework for this bot. `code` says which rule it breaks."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class KeysUnavailable(Exception):
    """The issuer's keys cannot be read: nobody can be trusted now."""


@dataclass(slots=True, kw_only=True)
class IssuerKeys:
    """The issuer's signing keys by id, as its OpenID metadata names them; kept for a day."""

    metadata_url: str
    timeout_seconds: float = 5.0
    _keys: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    _read_at: float = 0.0
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def key(self, key_id: str) -> Mapping[str, Any] | None:
        """Return a key; one nobody knows is looked for once a minute. Raises: `KeysUnavailable`."""
        async with self._reading:
            age = time.monotonic() - self._read_at if self._read_at else _KEEP_SECONDS
            if age >= _KEEP_SECONDS or (key_id not in self._keys and age >= _LOOK_AGAIN_SECONDS):
                self._keys = await self._read()
                self._read_at = time.monotonic()
        return self._keys.get(key_id)

    async def _read(self) -> Mapping[str, Mapping[str, Any]]:
        timeout = aiohttp.ClientTimeout(total=self.timeout_seconds)
        try:
            async with aiohttp.ClientSession(timeout=timeout) as session:
                metadata = await _json(session, self.metadata_url)
                found = await _json(session, str(metadata["jwks_uri"]))
            return {str(key["kid"]): key for key in found["keys"] if key.get("kid")}
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, KeyError, TypeError) as error:
            raise KeysUnavailable(type(error).__name__) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCheck:
    """Checks the `Authorization` header of one activity. `app_id` is ours; hosts may begin with `*.`."""

    app_id: str
    issuer: str
    keys: IssuerKeys
    service_hosts: tuple[str, ...]

    async def require(self, header: str, activity: Mapping[str, Any]) -> None:
        """Raises: `NotAuthentic`, `KeysUnavailable`."""
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise NotAuthentic("no_token")
        claims, key = await self._read(token.strip())
        service_url = str(activity.get("serviceUrl") or "")
        if str(claims.get("serviceurl") or claims.get("serviceUrl") or "") != service_url:
            raise NotAuthentic("service_url")
        if not is_allowed(service_url, self.service_hosts):
            raise NotAuthentic("service_host")
        endorsed = key.get("endorsements")
        if endorsed is not None and str(activity.get("channelId")) not in endorsed:
            raise NotAuthentic("endorsement")

    async def _read(self, token: str) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        try:
            header = jwt.get_unverified_header(token)
        except jwt.PyJWTError:
            raise NotAuthentic("unreadable") from None
        if header.get("alg") not in _ALGORITHMS:
            raise NotAuthentic("algorithm")
        key = await self.keys.key(str(header.get("kid") or ""))
        if key is None:
            raise NotAuthentic("unknown_key")
        try:
            claims = jwt.decode(
                token,
                jwt.PyJWK(dict(key), algorithm="RS256").key,
                algorithms=_ALGORITHMS,
                audience=self.app_id,
                issuer=self.issuer,
                leeway=_LEEWAY_SECONDS,
                options={"require": ["exp", "nbf", "iss", "aud"]},
            )
        except jwt.PyJWTError as error:
            raise NotAuthentic(type(error).__name__) from None
        return claims, key


def is_allowed(service_url: str, hosts: tuple[str, ...]) -> bool:
    """Return whether answers may be sent to this address: over TLS to a listed host, or to this machine."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(service_url)
        host, _ = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    if parts.username or parts.password or not host:
        return False
    is_local = host in {"127.0.0.1", "localhost", "::1"}
    if parts.scheme != "https" and not (parts.scheme == "http" and is_local):
        return False
    return any(
        host == allowed or (allowed.startswith("*.") and host.endswith(allowed[1:])) for allowed in hosts
    )


async def _json(session: aiohttp.ClientSession, url: str) -> Mapping[str, Any]:
    async with session.get(url) as response:
        response.raise_for_status()
        found = await response.json(content_type=None)
    if not isinstance(found, dict):
        raise TypeError("no object")
    return found
