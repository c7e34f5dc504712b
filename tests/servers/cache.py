"""What is expensive to make is made once, by one process, and is either whole or absent."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.servers.processes import ServerUnavailable


def cache_folder() -> Path:
    """Return the folder outside the repository that is shared by all check-outs of this user."""
    if named := os.environ.get("SHIPMATE_CACHE"):
        return Path(named).expanduser()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "shipmate"


def key_of(*parts: str | bytes) -> str:
    """Return a short name that changes when any part does."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:16]


def kept(
    name: str,
    make: Callable[[Path], None],
    *,
    whole: Callable[[Path], bool],
    wait_seconds: float = 1800,
) -> Path:
    """Return the cached folder `name`, made with `make` when it is missing or no longer `whole`.

    `make` fills an empty folder which is renamed at the end, so a crash half-way leaves nothing that counts.
    A second process waits for the first instead of making it again.
    """
    folder = cache_folder() / name
    if whole(folder):
        return folder
    with _lock(folder.with_name(name + ".lock"), wait_seconds):
        if not whole(folder):
            _replace(folder, make)
    if not whole(folder):
        raise ServerUnavailable(f"the cache folder {folder} was made anew and still is not whole; remove it")
    return folder


def _replace(folder: Path, make: Callable[[Path], None]) -> None:
    partial = folder.with_name(folder.name + ".partial")
    for leftover in (partial, folder):
        shutil.rmtree(leftover, ignore_errors=True)
    partial.mkdir(parents=True)
    make(partial)
    partial.rename(folder)


@contextlib.contextmanager
def _lock(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the file for this process. The system lets go of it when the holder dies."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    end = time.monotonic() + wait_seconds
    with path.open("a") as handle:
        while not _taken(handle.fileno()):
            if time.monotonic() > end:
                raise ServerUnavailable(f"another process has held {path} for {wait_seconds:.0f} s")
            time.sleep(0.2)
        yield


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
