"""Odoo is gone for twenty seconds in the middle: people are told so, and are answered again afterwards.

A real Odoo 19 shares the two cores here, so questions come more slowly than in the other runs.
"""

import asyncio
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from bench import channels
from bench.closing_proxy import ClosingProxy, closing_proxy
from bench.model_of_a_second import slow_model
from bench.table import Row
from tests.odoo_orders import settings_of
from tests.servers.odoo import OdooServer
from tests.servers.odoo_sandbox import sandbox_odoo

TURNS, RATE, DOWN_SECONDS = 240, 2.0, 20.0
_TOLD = (
    "does not answer at the moment",
    "antwortet zurzeit nicht",
    "cannot check at the moment who you are",
    "gerade nicht prüfen, wer Sie sind",
)
"""What somebody reads who is told that orders, or who they are, cannot be looked up."""


def rows() -> list[Row]:
    with sandbox_odoo() as odoo:
        return [run(channel, odoo) for channel in channels.DRIVERS]


def run(channel: str, odoo: OdooServer) -> Row:
    with tempfile.TemporaryDirectory() as folder, channels.record(Path(folder)) as environment:
        return asyncio.run(_ran(channel, odoo, Path(folder), environment))


async def _ran(channel: str, odoo: OdooServer, folder: Path, environment: Mapping[str, str]) -> Row:
    port = urlsplit(odoo.url).port
    assert port is not None
    running, driving = channels.DRIVERS[channel]
    async with closing_proxy(port) as proxy, running() as peer, slow_model(1.0) as model:
        driver = driving(peer)
        settings = {
            **environment,
            **driver.settings(),
            **channels.model_at(model),
            **await _odoo(odoo, proxy),
        }
        served = channels.served(0, settings, folder)
        await served.start()
        try:
            await channels.drive(driver, [served], lambda _: proxy.close_for(DOWN_SECONDS), TURNS, RATE)
        finally:
            await served.stop()
        texts = driver.texts()
    told = sum(any(word in text for word in _TOLD) for text in texts)
    lost = set(driver.tally.asked) - driver.tally.told
    last = texts[-10:]
    is_well = sum("[1]" in text for text in last) >= 5
    return Row(
        what=f"{channel}: Odoo gone for {DOWN_SECONDS:.0f} s of {TURNS / RATE:.0f}, {RATE:.0f} turns/s",
        ours=f"{len(lost)} lost; {told} were told; {'answered' if is_well else 'NOT answered'} afterwards",
        asked="none lost, told, then answered",
        met=not lost and told > 0 and is_well,
    )


async def _odoo(odoo: OdooServer, proxy: ClosingProxy) -> Mapping[str, str]:
    read = await settings_of(odoo)
    return {
        "SHIPMATE_ORDERS__SOURCE": "odoo",
        "SHIPMATE_ORDERS__COMPANIES": str(list(read.orders.companies)),
        "SHIPMATE_ORDERS__TIMEOUT_SECONDS": "8",
        "SHIPMATE_ODOO__URL": f"http://127.0.0.1:{proxy.port}",
        "SHIPMATE_ODOO__DATABASE": odoo.database,
        "SHIPMATE_ODOO__LOGIN": read.odoo.login,
        "SHIPMATE_ODOO__PASSWORD": read.odoo.password.get_secret_value(),
    }
