"""One PostgreSQL cluster of our own: on a free port of 127.0.0.1, with a password, without fsync."""

import contextlib
import pwd
import secrets
import shutil
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.postgres_files import Programs, programs
from tests.servers.processes import ServerProcess, ServerUnavailable, is_root, on_free_port, run

SUPERUSER = "shipmate_admin"
ROLE = "shipmate"
_SPEED_BEFORE_SAFETY = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
}


@dataclass(slots=True, kw_only=True)
class Cluster:
    """A data folder and the server on it; `ROLE` may create databases and is no superuser."""

    tools: Programs
    folder: Path
    password: str = field(repr=False)
    port: int = 0
    _process: ServerProcess | None = None

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{ROLE}:{self.password}@127.0.0.1:{self.port}/{database}"

    def create(self) -> None:
        """Make an empty cluster."""
        secret = self.folder / "password"
        secret.touch(mode=0o600)
        secret.write_text(self.password)
        hand_over(self.folder)
        ways = [
            "--auth=scram-sha-256",
            f"--pwfile={secret}",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]
        run(
            [self.tools["initdb"], "-D", self.data, "-U", SUPERUSER, *ways],
            purpose="making a PostgreSQL cluster",
            timeout_seconds=120,
            account=account(),
            env=self.tools.environment(),
            cwd=self.folder,
        )
        secret.unlink()
        self.start()
        self.sql(f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{self.password}'", by=SUPERUSER)

    def start(self) -> None:
        on_free_port(self._start_on)

    def stop(self) -> None:
        """Shut down so that the data folder can be copied."""
        if self._process is not None:
            self._process.stop(signal.SIGINT, timeout_seconds=60)

    def sql(self, statement: str, *, database: str = "postgres", by: str = ROLE) -> str:
        """Return the rows of one statement as text."""
        place = ["-h", "127.0.0.1", "-p", str(self.port), "-U", by, "-d", database]
        return run(
            [self.tools["psql"], *place, "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement],
            purpose="asking PostgreSQL",
            timeout_seconds=120,
            env=self.tools.environment(PGPASSWORD=self.password, PGCONNECT_TIMEOUT="5"),
        ).strip()

    def _start_on(self, port: int) -> None:
        self.port = port
        settings = [f"--{name}={value}" for name, value in _SPEED_BEFORE_SAFETY.items()]
        self._process = ServerProcess(
            [self.tools["postgres"], "-D", self.data, "-p", str(port), *settings],
            log=self.folder / "postgres.log",
            account=account(),
            env=self.tools.environment(),
        )
        self._process.wait_until(self._answers, purpose="starting PostgreSQL", timeout_seconds=60)

    def _answers(self) -> bool:
        try:
            return self.sql("SELECT 1", by=SUPERUSER) == "1"
        except ServerUnavailable:
            return False


def account() -> str | None:
    """Return the account PostgreSQL runs under: it refuses root, so root lends it another one."""
    if not is_root():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in names:
            return name
    raise ServerUnavailable("PostgreSQL does not run as root, and there is no account postgres or nobody")


def hand_over(folder: Path) -> None:
    """Give a folder and all in it to the account PostgreSQL runs under."""
    if owner := account():
        run(["chown", "-R", owner, folder], purpose="handing a folder to PostgreSQL", timeout_seconds=120)


@contextlib.contextmanager
def session_folder() -> Iterator[Path]:
    """Make a temporary folder that the account of PostgreSQL can enter, and remove it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="shipmate-"))
    try:
        folder.chmod(0o711)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def empty_cluster() -> Iterator[Cluster]:
    """Run a cluster without any database of ours.

    Raises:
        ServerUnavailable: with the reason.
    """
    with session_folder() as folder:
        place = folder / "postgres"
        place.mkdir()
        cluster = Cluster(tools=programs(), folder=place, password=secrets.token_urlsafe(18))
        try:
            cluster.create()
            yield cluster
        finally:
            cluster.stop()
