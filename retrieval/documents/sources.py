"""The files to index: found under what was asked for, and kept inside it."""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from retrieval.documents import corpus_file
from retrieval.documents.converters.formats import Format, format_of
from retrieval.documents.places import Place, is_below, names_for, outermost, root_of
from retrieval.documents.reading import reason_from_os


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A regular file; `source` is its name in the index."""

    place: Place
    source: str
    format: Format
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """`path` as the index would name the file, or as it was asked for; `reason` is a plain sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFiles:
    """`gone`: sources of the index whose files were looked for and are no longer there."""

    files: tuple[SourceFile, ...]
    failures: tuple[Failure, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: Place
    format: Format
    size: int
    mtime_ns: int


def find_files(paths: Sequence[Path], indexed: Mapping[str, Place | None]) -> FoundFiles:
    """Find what can be indexed under the paths; `indexed` says where the sources of the index came from.

    Hidden files and Office's lock files are left out, links are followed only inside their root. A path that
    is missing while its indexed folder is there means that it was deleted; a missing folder means a fault.
    """
    failures: list[Failure] = []
    targets = dict(_targets(paths, indexed, failures))
    covered = outermost(targets)
    candidates = [
        candidate for target in covered for candidate in _candidates(target, targets[target], failures)
    ]
    names = names_for([candidate.place for candidate in candidates], indexed, covered)
    files = list(_named(candidates, names, failures))
    present = {file.source for file in files}
    gone = tuple(
        source
        for source, place in indexed.items()
        if place and source not in present and is_below(place.path, covered)
    )
    return FoundFiles(files=tuple(files), failures=tuple(failures), gone=gone)


def _targets(
    paths: Sequence[Path], indexed: Mapping[str, Place | None], failures: list[Failure]
) -> Iterator[tuple[Path, Path]]:
    """Yield each path that can be mirrored, and its root: an asked-for folder that holds it, or its own."""
    places = [place for place in indexed.values() if place]
    resolved = {Path(os.path.realpath(path)): path for path in paths}
    folders = outermost(target for target in resolved if target.is_dir())
    for target, asked in resolved.items():
        own = next((folder for folder in folders if target.is_relative_to(folder)), target.parent)
        root = root_of(target, own, places)
        if target.is_file() and format_of(target) is None:
            failures.append(Failure(path=str(asked), reason="has a format that is not read"))
        elif target.exists() or any(is_below(place.path, [target]) for place in places if root == place.root):
            yield target, root
        else:
            failures.append(Failure(path=str(asked), reason="does not exist"))


def _named(
    candidates: Sequence[_Candidate], names: Mapping[Place, str | None], failures: list[Failure]
) -> Iterator[SourceFile]:
    for candidate in candidates:
        name = names[candidate.place]
        if name is None:
            reason = "has the name of another indexed file: index the folder above both"
            failures.append(Failure(path=str(candidate.place.path), reason=reason))
        else:
            yield SourceFile(
                place=candidate.place,
                source=name,
                format=candidate.format,
                size=candidate.size,
                mtime_ns=candidate.mtime_ns,
            )


def _candidates(target: Path, root: Path, failures: list[Failure]) -> list[_Candidate]:
    if target.is_dir():
        walk = _Walk(root, failures)
        walk.into(target)
        return walk.candidates()
    try:
        return [*_candidate(root, target, target.stat())]
    except OSError:
        return []


class _Walk:
    def __init__(self, root: Path, failures: list[Failure]) -> None:
        self._root, self._failures = root, failures
        self._found: list[_Candidate] = []
        self._links: list[_Candidate] = []

    def into(self, folder: Path) -> None:
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            self._fail(folder, reason_from_os(error))
            return
        for entry in entries:
            if not entry.name.startswith((".", "~$")) and entry.name != corpus_file.NAME:
                self._take(entry)

    def candidates(self) -> list[_Candidate]:
        """Return what was found; a link counts only when its target was not found by its own name."""
        own = {candidate.place.path for candidate in self._found}
        return self._found + [
            link for link in self._links if Path(os.path.realpath(link.place.path)) not in own
        ]

    def _take(self, entry: "os.DirEntry[str]") -> None:
        path = Path(entry.path)
        try:
            entry.name.encode()
            if entry.is_symlink():
                self._take_link(path)
            elif entry.is_dir():
                self.into(path)
            else:
                self._found += _candidate(self._root, path, entry.stat())
        except OSError as error:
            self._fail(path, reason_from_os(error))
        except UnicodeEncodeError:
            self._fail(path, "has a name that is not valid Unicode")

    def _take_link(self, path: Path) -> None:
        target = Path(os.path.realpath(path))
        if target.is_relative_to(self._root):
            self._links += _candidate(self._root, path, target.stat())
        elif target.is_dir() or format_of(path):
            self._fail(path, "is a link that leads outside the folder")

    def _fail(self, path: Path, reason: str) -> None:
        shown = path.relative_to(self._root).as_posix().encode("utf-8", "replace").decode()
        self._failures.append(Failure(path=shown, reason=reason))


def _candidate(root: Path, path: Path, status: os.stat_result) -> Iterator[_Candidate]:
    """Yield a regular file of a format that is read; nothing for devices, pipes and other formats."""
    declared = format_of(path)
    if declared and stat.S_ISREG(status.st_mode):
        place = Place(root=root, below=PurePosixPath(path.relative_to(root).as_posix()))
        yield _Candidate(place, declared, status.st_size, status.st_mtime_ns)
