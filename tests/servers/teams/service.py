"""The peer's addresses: the issuer's, the connector's and the teams'."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

from aiohttp import web

from tests.servers.teams.peer import TeamsPeer

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@contextlib.asynccontextmanager
async def running_teams() -> AsyncIterator[TeamsPeer]:
    """Serve a Bot Framework on a free port of 127.0.0.1 until the end of the block."""
    peer = TeamsPeer()
    runner = web.AppRunner(_app(peer), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    peer.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with peer:
        yield peer
    await runner.cleanup()


def _app(peer: TeamsPeer) -> web.Application:
    app = web.Application(client_max_size=10_000_000, middlewares=[_only_for_the_bot(peer)])
    base = "/v3/conversations"
    activity = f"{base}/{{conversation}}/activities/{{activity}}"
    app.router.add_get("/metadata", peer.metadata)
    app.router.add_get("/keys", peer.keys)
    app.router.add_post("/token", peer.login)
    app.router.add_post("/{tenant}/oauth2/v2.0/token", peer.login)
    app.router.add_post(base, peer.create)
    app.router.add_post(f"{base}/{{conversation}}/activities", peer.send)
    app.router.add_post(activity, peer.send)
    app.router.add_put(activity, peer.update)
    app.router.add_delete(activity, peer.delete)
    app.router.add_get(f"{base}/{{conversation}}/pagedmembers", peer.members)
    app.router.add_get(f"{base}/{{conversation}}/members/{{user}}", peer.member)
    app.router.add_get("/v3/teams/{team}", peer.team)
    return app


def _only_for_the_bot(peer: TeamsPeer) -> Callable[..., Awaitable[web.StreamResponse]]:
    @web.middleware
    async def checked(request: web.Request, handler: _Handler) -> web.StreamResponse:
        if request.path.startswith("/v3/") and not peer.believes(request):
            return web.json_response({"error": {"code": "Unauthorized"}}, status=401)
        try:
            return await handler(request)
        except KeyError:
            return web.json_response({"error": {"code": "ConversationNotFound"}}, status=404)

    return checked
