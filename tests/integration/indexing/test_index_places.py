"""Folders, names and links: what belongs where, and what is gone."""

from pathlib import Path

from retrieval.documents.indexer import index
from retrieval.stores.sqlite import SqliteDocumentStore
from tests.integration.indexing.runs import STAFF, contents, counts


async def test_a_removed_file_disappears_and_other_folders_stay(
    folder: Path, store: SqliteDocumentStore, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "notes.txt").write_text("Other folder.")
    await index([folder, other], store=store)
    (folder / "receiving.txt").unlink()
    assert counts(await index([folder], store=store)) == (0, 0, 4, 1)
    assert "receiving.txt" not in store.sources()
    assert "notes.txt" in store.sources()


async def test_a_deleted_file_can_be_named_to_remove_it(folder: Path, store: SqliteDocumentStore) -> None:
    await index([folder], store=store)
    (folder / "cut-off.md").unlink()
    assert counts(await index([folder / "cut-off.md"], store=store)) == (0, 0, 0, 1)


async def test_a_missing_folder_is_a_fault_and_takes_nothing_away(
    folder: Path, store: SqliteDocumentStore
) -> None:
    await index([folder], store=store)
    moved_to(folder, "unplugged")
    report = await index([folder], store=store)
    assert [failure.reason for failure in report.failed] == ["does not exist"]
    assert len(store.sources()) == 5


async def test_equal_names_in_two_folders_are_kept_apart_by_the_folders_name(
    folder: Path, store: SqliteDocumentStore, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "cut-off.md").write_text(f"{STAFF}Another cut-off.")
    await index([folder], store=store)
    assert counts(await index([other], store=store)) == (1, 0, 0, 0)
    assert contents(store, "cut-off.md") != contents(store, "other/cut-off.md") == ["Another cut-off."]
    assert counts(await index([other, folder], store=store)) == (0, 0, 6, 0)


async def test_a_part_of_an_indexed_folder_keeps_its_names_and_metadata(
    folder: Path, store: SqliteDocumentStore
) -> None:
    await index([folder], store=store)
    assert counts(await index([folder / "contracts"], store=store)) == (0, 0, 2, 0)
    assert counts(await index([folder / "contracts" / "kestrel.pdf"], store=store)) == (0, 0, 1, 0)


async def test_a_moved_folder_takes_its_names_with_it(folder: Path, store: SqliteDocumentStore) -> None:
    await index([folder], store=store)
    moved = moved_to(folder, "moved")
    assert counts(await index([moved], store=store)) == (0, 5, 0, 0)
    assert len(store.sources()) == 5


async def test_links_inside_the_folder_are_followed_once(folder: Path, store: SqliteDocumentStore) -> None:
    (folder / "loop").symlink_to(folder)
    (folder / "same.md").symlink_to("cut-off.md")
    (folder / "..data").mkdir()
    (folder / "..data" / "mounted.md").write_text(f"{STAFF}Mounted.")
    (folder / "mounted.md").symlink_to("..data/mounted.md")
    report = await index([folder], store=store)
    assert counts(report) == (6, 0, 0, 0)
    assert contents(store, "mounted.md") == ["Mounted."]


def moved_to(folder: Path, name: str) -> Path:
    return folder.rename(folder.with_name(name))
