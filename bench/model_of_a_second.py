"""A language model's service that takes its time: it answers with what the evidence says, a second later."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from typing import Any

from aiohttp import web

from tests.servers.model_stub import Request, Response, completion, said


@contextlib.asynccontextmanager
async def slow_model(seconds: float) -> AsyncIterator[str]:
    """Serve it on a free port of 127.0.0.1 until the end of the block, and yield its address."""

    async def handle(request: web.Request) -> web.Response:
        body: Mapping[str, Any] = await request.json()
        await asyncio.sleep(seconds)
        answer = repeating(Request(path=request.path, headers={}, body=body))
        return web.Response(body=answer.body, content_type="application/json")

    app = web.Application(client_max_size=10_000_000)
    app.router.add_post("/{path:.*}", handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


def repeating(request: Request) -> Response:
    """Answer with a claim of the best evidence that its source bears out, or with none."""
    if not request.evidence:
        return completion(said())
    name, kind, text = request.evidence[0]
    lines = [line for line in text.split("\n") if line.strip()]
    ordered = [line for line in lines if line.startswith("Ordered: ")]
    if kind == "order" and ordered:
        number = lines[0].removeprefix("Title: ").partition(" · ")[0]
        return completion(
            said((f"{number} was ordered on {ordered[0].removeprefix('Ordered: ')[:10]}.", [name]))
        )
    plain = [line for line in lines if not line.startswith(("|", "#", "-", "Title:"))]
    return completion(said((plain[-1] if plain else "Please see the source.", [name])))
