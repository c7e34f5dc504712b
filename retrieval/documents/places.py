"""Where sources come from, and the names they have in the index."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from retrieval.stores.records import MetaValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A file: the folder that was indexed, and its path below it."""

    root: Path
    below: PurePosixPath

    @property
    def path(self) -> Path:
        return self.root / self.below

    def as_meta(self) -> dict[str, MetaValue]:
        return {"root": str(self.root), "below": str(self.below)}


def place_from_meta(meta: Mapping[str, MetaValue]) -> Place | None:
    """Return None for a source that did not come from a folder."""
    root, below = meta.get("root"), meta.get("below")
    if not isinstance(root, str) or not isinstance(below, str):
        return None
    return Place(root=Path(root), below=PurePosixPath(below))


def outermost(paths: Iterable[Path]) -> list[Path]:
    """Return the paths without those that lie inside another one."""
    kept: list[Path] = []
    for path in sorted(set(paths), key=lambda path: (len(path.parts), path)):
        if not is_below(path, kept):
            kept.append(path)
    return kept


def is_below(path: Path, folders: Iterable[Path]) -> bool:
    """True when the path is one of the folders or lies in one."""
    return any(path.is_relative_to(folder) for folder in folders)


def root_of(target: Path, own: Path, indexed: Iterable[Place]) -> Path:
    """Return the outermost indexed folder that holds the target, else `own`.

    So what lies inside an indexed folder keeps its names and its `corpus.toml` when it is indexed alone.
    """
    roots = {place.root for place in indexed}
    return min(
        (root for root in roots if target.is_relative_to(root) and root.is_dir()),
        key=lambda root: len(root.parts),
        default=own,
    )


def names_for(
    places: Sequence[Place], indexed: Mapping[str, Place | None], covered: Sequence[Path]
) -> dict[Place, str | None]:
    """Give each place a name of its own in the index, or None when there is none left.

    A place keeps the name it has. A new one is called by its path below its root or, where another folder's
    file has that name, with the name of the root before it. A name is free again when its file is gone.
    """
    known = {place: name for name, place in indexed.items() if place}
    names: dict[Place, str | None] = {place: known[place] for place in places if place in known}
    taken = set(names.values()) | {name for name, place in indexed.items() if not _is_free(place, covered)}
    for place in places:
        if place not in names:
            wanted = (str(place.below), f"{place.root.name}/{place.below}")
            names[place] = next((name for name in wanted if name not in taken), None)
            taken.add(names[place])
    return names


def _is_free(place: Place | None, covered: Sequence[Path]) -> bool:
    return place is not None and (is_below(place.path, covered) or not place.path.exists())
