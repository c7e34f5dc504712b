"""Programs that are run to their end, and servers that are kept running: both with a time limit."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

_Started = TypeVar("_Started")


class ServerUnavailable(Exception):
    """A real server cannot be had on this machine. The reason is for the person who runs the tests."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def run(
    command: Sequence[str | Path],
    *,
    purpose: str,
    timeout_seconds: float,
    account: str | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    stdin: str = "",
) -> str:
    """Return what the program printed.

    Raises:
        ServerUnavailable: it is missing, failed or took too long; the reason ends in its last lines.
    """
    try:
        done = subprocess.run(
            [*_prefix(account), *map(str, command)],
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=timeout_seconds,
            env=None if env is None else dict(env),
            cwd=cwd,
            check=False,
        )
    except FileNotFoundError:
        raise ServerUnavailable(f"{purpose}: the program {command[0]} is not on this machine") from None
    except subprocess.TimeoutExpired as error:
        said = error.stdout.decode(errors="replace") if isinstance(error.stdout, bytes) else error.stdout
        raise ServerUnavailable(
            f"{purpose}: not done after {timeout_seconds:.0f} s; {last_lines(said or '')}"
        ) from None
    if done.returncode:
        raise ServerUnavailable(f"{purpose}: exit code {done.returncode}; {last_lines(done.stdout)}")
    return done.stdout


def last_lines(text: str, count: int = 6) -> str:
    """Return the end of a program's output on one line, for a reason."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "it said: " + " | ".join(lines[-count:]) if lines else "it said nothing"


class ServerProcess:
    """A server of ours in the foreground of its own session, ended with this process at the latest."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        log: Path,
        account: str | None = None,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.log = log
        with log.open("ab") as output:
            self._child = subprocess.Popen(
                [*_prefix(account), *map(str, command)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=None if env is None else dict(env),
                cwd=cwd,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._child.pid

    def wait_until(self, ready: Callable[[], bool], *, purpose: str, timeout_seconds: float) -> None:
        """Return when `ready` says so.

        Raises:
            ServerUnavailable: the server ended or the time is over; it has then been stopped.
        """
        end = time.monotonic() + timeout_seconds
        while not ready():
            if self._child.poll() is not None:
                raise ServerUnavailable(f"{purpose}: ended with {self._child.returncode}; {self._said()}")
            if time.monotonic() > end:
                self.stop()
                raise ServerUnavailable(f"{purpose}: not ready after {timeout_seconds:.0f} s; {self._said()}")
            time.sleep(0.1)

    def send(self, number: signal.Signals) -> None:
        """Signal this one process, for tests that freeze or end a server."""
        self._child.send_signal(number)

    def stop(self, number: signal.Signals = signal.SIGTERM, *, timeout_seconds: float = 20) -> None:
        """End the process, by force when it does not leave in time. Ending it twice is harmless."""
        with contextlib.suppress(ProcessLookupError):
            self._child.send_signal(signal.SIGCONT)
            self._child.send_signal(number)
        try:
            self._child.wait(timeout_seconds)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait(timeout_seconds)

    def _said(self) -> str:
        return last_lines(self.log.read_text(errors="replace"))


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def on_free_port(start: Callable[[int], _Started]) -> _Started:
    """Return what `start` makes of a free port, on another port when somebody took it meanwhile."""
    for _ in range(2):
        port = free_port()
        try:
            return start(port)
        except ServerUnavailable:
            if not _is_taken(port):
                raise
    return start(free_port())


def is_root() -> bool:
    return os.geteuid() == 0


def clean_environment(**more: str) -> dict[str, str]:
    """Return an environment in which no setting of the caller's shell changes how a server behaves."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "TZ": "UTC"} | more


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _prefix(account: str | None) -> list[str]:
    """Return what runs a command as `account` and ends it when we die, where the machine can."""
    tool = shutil.which("setpriv")
    if tool is None and account is None:
        return []
    if tool is None:
        raise ServerUnavailable("the program setpriv (package util-linux) is needed to run a server as root")
    switch = [] if account is None else [f"--reuid={account}", f"--regid={_group(account)}", "--clear-groups"]
    return [tool, *switch, "--pdeathsig", "TERM", "--"]


def _group(account: str) -> str:
    import pwd

    return str(pwd.getpwnam(account).pw_gid)
