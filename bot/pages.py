"""The pages an operator's tools read: is it alive, is it ready, how does it do. No text a person wrote."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.metrics import Metrics

State = Literal["ok", "degraded", "down"]
_CHECK_SECONDS, _KEPT_SECONDS = 2.0, 5.0
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartState:
    """`finding` is one of our own words or a code."""

    state: State
    finding: str = ""


Look = Callable[[], Awaitable[PartState]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something the process needs, or answers less well without."""

    look: Look
    is_needed: bool = False


@dataclass(slots=True, kw_only=True)
class Readiness:
    """Looks at all parts at once, two seconds at the most, and keeps what it saw for five."""

    parts: Mapping[str, Part]
    is_draining: Callable[[], bool] = lambda: False
    _seen: Mapping[str, PartState] = field(default_factory=dict)
    _due: float = 0.0
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def states(self) -> Mapping[str, PartState]:
        async with self._looking:
            if time.monotonic() >= self._due:
                found = await asyncio.gather(*(self._look(part) for part in self.parts.values()))
                self._seen = dict(zip(self.parts, found, strict=True))
                self._due = time.monotonic() + _KEPT_SECONDS
        return self._seen

    async def _look(self, part: Part) -> PartState:
        try:
            async with asyncio.timeout(_CHECK_SECONDS):
                return await part.look()
        except TimeoutError:
            return PartState(state="down", finding="did not answer in time")
        except Exception as error:  # what could not be looked at is not well
            return PartState(state="down", finding=type(error).__name__)

    def overall(self, states: Mapping[str, PartState]) -> State:
        """Down when a part that is needed is, or when the process is about to end."""
        if self.is_draining() or any(
            states[name].state == "down" and part.is_needed for name, part in self.parts.items()
        ):
            return "down"
        return "ok" if all(one.state == "ok" for one in states.values()) else "degraded"


def pages(readiness: Readiness, metrics: Metrics, channels: Sequence[Route] = ()) -> Starlette:
    """Return `/healthz`, `/readyz` and `/metrics`, and beside them the addresses of the channels."""

    async def healthz(request: Request) -> Response:
        return PlainTextResponse("ok\n", headers=_HEADERS)

    async def readyz(request: Request) -> Response:
        states = await readiness.states()
        overall = readiness.overall(states)
        content = {
            "state": overall,
            "parts": {name: {"state": one.state, "finding": one.finding} for name, one in states.items()},
        }
        return JSONResponse(content, status_code=503 if overall == "down" else 200, headers=_HEADERS)

    async def figures(request: Request) -> Response:
        return Response(metrics.text(), media_type="text/plain; version=0.0.4", headers=_HEADERS)

    return Starlette(
        routes=[
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            Route("/metrics", figures),
            *channels,
        ]
    )
