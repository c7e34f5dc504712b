"""Chromium: that of the machine, else Debian's package. Playwright drives it; no other browser is fetched."""

import shutil
from pathlib import Path

from tests.servers import debian
from tests.servers.cache import cache_folder, kept
from tests.servers.processes import ServerUnavailable, is_root

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage")
_NAME = "chromium"


def program() -> Path:
    """Return Chromium's program, obtaining it first where the machine has none.

    Root installs the package; anyone else unpacks it, with what it needs, into the cache.

    Raises:
        ServerUnavailable: with the reason.
    """
    if found := shutil.which(_NAME):
        return Path(found)
    if not is_root():
        root = kept(
            "chromium", _unpack, whole=lambda folder: (folder / "usr/lib/chromium/chromium").is_file()
        )
        return root / "usr/lib/chromium/chromium"
    apt = debian.Apt(state=cache_folder() / "apt")
    apt.update()
    apt.install(_NAME)
    if found := shutil.which(_NAME):
        return Path(found)
    raise ServerUnavailable("Debian's package chromium brought no program")


def _unpack(into: Path) -> None:
    apt = debian.Apt(state=cache_folder() / "apt")
    apt.update()
    packages = apt.download([_NAME, *apt.missing(_NAME)], into / "packages")
    debian.extract(packages, into)
