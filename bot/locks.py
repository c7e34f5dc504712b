"""A file that one process holds. The system lets go of it when the holder dies."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


class HeldByAnother(Exception):
    """Another process holds the file."""


@contextlib.contextmanager
def held(path: Path) -> Iterator[int]:
    """Hold a file until the end of the block. A child that inherits the descriptor holds it on.

    Raises: `HeldByAnother`, at once.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HeldByAnother from None
        yield descriptor
    finally:
        os.close(descriptor)
