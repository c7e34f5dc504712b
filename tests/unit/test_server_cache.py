"""What is kept between runs is whole or absent, whoever makes it and however that ends."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.cache import cache_folder, kept, key_of
from tests.servers.processes import ServerUnavailable

MAKE_SLOWLY = """
import sys, time
from pathlib import Path
from tests.servers.cache import kept

def make(folder: Path) -> None:
    with open(sys.argv[1], "a") as log:
        log.write("made\\n")
    time.sleep(0.5)
    (folder / "whole").touch()

kept("thing", make, whole=lambda folder: (folder / "whole").exists())
"""


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIPMATE_CACHE", str(tmp_path / "cache"))


def is_whole(folder: Path) -> bool:
    return (folder / "whole").exists()


def make(folder: Path) -> None:
    (folder / "whole").touch()


def test_makes_once() -> None:
    made: list[Path] = []

    def counting(folder: Path) -> None:
        made.append(folder)
        make(folder)

    assert kept("thing", counting, whole=is_whole) == kept("thing", counting, whole=is_whole)
    assert len(made) == 1


def test_a_crash_half_way_leaves_nothing_that_counts() -> None:
    def crash(folder: Path) -> None:
        make(folder)
        raise ServerUnavailable("out of space")

    with pytest.raises(ServerUnavailable):
        kept("thing", crash, whole=is_whole)
    assert not (cache_folder() / "thing").exists()


def test_what_a_killed_process_left_is_not_mixed_into_the_next_try() -> None:
    leftover = cache_folder() / "thing.partial"
    leftover.mkdir(parents=True)
    (leftover / "half").touch()
    folder = kept("thing", make, whole=is_whole)
    assert [file.name for file in folder.iterdir()] == ["whole"]


def test_a_broken_folder_is_made_anew() -> None:
    folder = kept("thing", make, whole=is_whole)
    (folder / "whole").unlink()
    (folder / "other").touch()
    kept("thing", make, whole=is_whole)
    assert [file.name for file in folder.iterdir()] == ["whole"]


def test_says_so_when_it_cannot_be_made_whole() -> None:
    with pytest.raises(ServerUnavailable, match="not whole"):
        kept("thing", lambda _folder: None, whole=is_whole)


def test_processes_that_need_it_at_once_make_it_once(tmp_path: Path) -> None:
    log = tmp_path / "log"
    command = [sys.executable, "-c", MAKE_SLOWLY, str(log)]
    together = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait(60) for process in together] == [0, 0, 0]
    assert log.read_text() == "made\n"


def test_the_key_changes_with_every_part_and_with_where_one_ends() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("abc", "")}) == 4
