"""A PostgreSQL data folder and a file store in which Odoo's demo company is set up. Made once, kept."""

import json
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.cache import kept, key_of
from tests.servers.odoo_files import OdooProgram
from tests.servers.postgres import ROLE, Cluster, session_folder
from tests.servers.postgres_files import Programs
from tests.servers.processes import ServerUnavailable, run

DATABASE = "template_odoo"
_MODULES = (
    "sale_management,stock,sale_stock,purchase,purchase_stock,stock_delivery,"
    "im_livechat,crm_livechat,contacts,account,crm,project"
)
_BUILD_SECONDS = 1500
_BOT_GROUPS = (
    "base.group_user",
    "sales_team.group_sale_salesman_all_leads",
    "stock.group_stock_user",
    "purchase.group_purchase_user",
    "project.group_project_user",
    "im_livechat.im_livechat_group_user",
)
_MARK = "made: "
# Runs in Odoo's own shell: a key without an end date can only be made there.
_MAKE_BOT = """
bot = env["res.users"].with_context(no_reset_password=True).create({{
    "name": "Shipmate", "login": "bot", "password": {password!r}, "email": "bot@example.com", "tz": "UTC",
    "group_ids": [(6, 0, [env.ref(name).id for name in {groups!r}])],
}})
key = env["res.users.apikeys"].with_user(bot).sudo()._generate("rpc", "tests", None)
env.cr.commit()
print({mark!r} + key)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What the copies of one template have in common. They open made-up data on 127.0.0.1 only."""

    postgres: str = field(repr=False)
    bot_password: str = field(repr=False)
    bot_api_key: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    folder: Path

    def secrets(self) -> Secrets:
        return Secrets(**json.loads((self.folder / "secrets.json").read_text()))

    def copy_to(self, folder: Path) -> None:
        """Put `data` and `files` into the folder, sharing blocks where the file system can."""
        parts = [self.folder / "data", self.folder / "files"]
        run(
            ["cp", "--recursive", "--reflink=auto", *parts, folder],
            purpose="copying Odoo's database",
            timeout_seconds=300,
        )


def template(odoo: OdooProgram, tools: Programs) -> Template:
    """Return the template that fits these programs, made first (minutes) where the cache has none."""
    parts = (odoo.fingerprint(), tools.version(), _MODULES, *_BOT_GROUPS, _MAKE_BOT)
    return Template(folder=kept("odoo-database-" + key_of(*parts), _maker(odoo, tools), whole=is_whole))


def server_settings(cluster: Cluster, *, files: Path, **more: str) -> str:
    """Return the text of a configuration file: the command line would show the password to everyone."""
    settings = {
        "db_host": "127.0.0.1",
        "db_port": str(cluster.port),
        "db_user": ROLE,
        "db_password": cluster.password,
        "data_dir": str(files),
    }
    return "[options]\n" + "".join(f"{name} = {value}\n" for name, value in (settings | more).items())


def is_whole(folder: Path) -> bool:
    needed = ("secrets.json", "data/PG_VERSION", "data/global/pg_control", f"files/filestore/{DATABASE}")
    return all((folder / name).exists() for name in needed)


def _maker(odoo: OdooProgram, tools: Programs) -> Callable[[Path], None]:
    def make(into: Path) -> None:
        with session_folder() as folder:
            place = folder / "postgres"
            place.mkdir()
            cluster = Cluster(tools=tools, folder=place, password=secrets.token_urlsafe(18))
            try:
                cluster.create()
                cluster.sql(f"CREATE DATABASE {DATABASE} TEMPLATE template0")
                known = _fill(odoo, cluster, folder)
            finally:
                cluster.stop()
            keep(place / "data", folder / "files", known, into)

    return make


def _fill(odoo: OdooProgram, cluster: Cluster, folder: Path) -> dict[str, str]:
    config = folder / "odoo.conf"
    files = folder / "files"
    config.touch(mode=0o600)
    config.write_text(server_settings(cluster, files=files))
    base = ["-c", str(config), "-d", DATABASE, "--no-http", "--log-level=warn"]
    env = odoo.environment(folder)
    run(
        [*odoo.command, *base, "--with-demo", "--stop-after-init", "-i", _MODULES],
        purpose="setting up Odoo's demo company",
        timeout_seconds=_BUILD_SECONDS,
        env=env,
        cwd=folder,
    )
    password = secrets.token_urlsafe(18)
    script = _MAKE_BOT.format(password=password, groups=_BOT_GROUPS, mark=_MARK)
    purpose = "making the bot's user in Odoo"
    said = run(
        [*odoo.command, "shell", *base],
        purpose=purpose,
        timeout_seconds=180,
        env=env,
        cwd=folder,
        stdin=script,
    )
    key = next((line.partition(_MARK)[2] for line in said.splitlines() if _MARK in line), "")
    if not key:
        raise ServerUnavailable(f"{purpose}: no key came back")
    return {"postgres": cluster.password, "bot_password": password, "bot_api_key": key}


def keep(data: Path, files: Path, known: Mapping[str, str], into: Path) -> None:
    """Put a stopped cluster and a file store into the folder of a template."""
    shutil.copytree(data, into / "data")
    shutil.copytree(files, into / "files", ignore=shutil.ignore_patterns("sessions"))
    secret = into / "secrets.json"
    secret.touch(mode=0o600)
    secret.write_text(json.dumps(dict(known)))
