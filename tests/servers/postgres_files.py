"""The programs of PostgreSQL: those of the machine, else Debian's package."""

import os
from dataclasses import dataclass
from pathlib import Path

from tests.servers import debian
from tests.servers.cache import cache_folder, kept
from tests.servers.processes import ServerUnavailable, clean_environment, is_root, run

_INSTALLED = Path("/usr/lib/postgresql")


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs:
    """A folder with initdb, postgres and psql, and what was unpacked with them (None: the machine's own)."""

    folder: Path
    unpacked: Path | None = None

    def __getitem__(self, name: str) -> Path:
        return self.folder / name

    def environment(self, **more: str) -> dict[str, str]:
        if self.unpacked is None:
            return clean_environment(**more)
        libraries = {str(file.parent) for file in self.unpacked.rglob("*.so*")}
        return clean_environment(LD_LIBRARY_PATH=os.pathsep.join(sorted(libraries)), **more)

    def version(self) -> str:
        said = run(
            [self["postgres"], "--version"],
            purpose="asking PostgreSQL for its version",
            timeout_seconds=20,
            env=self.environment(),
        )
        return said.split()[2]


def programs(installed: Path = _INSTALLED) -> Programs:
    """Return PostgreSQL's programs, obtaining them first where the machine has none.

    Root installs the package, since PostgreSQL runs under another account, which cannot enter root's cache.
    Anyone else unpacks it, with what it needs and the machine lacks, into the cache.
    """
    if folder := newest(installed):
        return Programs(folder=folder)
    if is_root():
        _install()
        return Programs(folder=_found(installed))
    root = kept("postgresql", _unpack, whole=lambda kept_at: newest(_within(kept_at)) is not None)
    return Programs(folder=_found(_within(root)), unpacked=root)


def newest(installed: Path) -> Path | None:
    """Return the folder of programs of the highest complete version under `installed`."""
    complete = [folder for folder in installed.glob("*/bin") if _is_complete(folder)]
    return max(complete, key=lambda folder: float(folder.parent.name), default=None)


def _is_complete(folder: Path) -> bool:
    numbered = folder.parent.name.replace(".", "", 1).isdigit()
    return numbered and all((folder / name).is_file() for name in ("initdb", "postgres", "psql"))


def _found(installed: Path) -> Path:
    if folder := newest(installed):
        return folder
    raise ServerUnavailable(f"Debian's package postgresql brought no programs into {installed}")


def _within(root: Path) -> Path:
    return root / _INSTALLED.relative_to("/")


def _install() -> None:
    apt = debian.Apt(state=cache_folder() / "apt")
    apt.update()
    apt.install("postgresql")


def _unpack(into: Path) -> None:
    apt = debian.Apt(state=cache_folder() / "apt")
    apt.update()
    packages = apt.download(["postgresql", *apt.missing("postgresql")], into / "packages")
    debian.extract(packages, into)
