from pathlib import Path, PurePosixPath

import pytest

from retrieval.documents.converters.extracted import UnreadableFile
from retrieval.documents.corpus_file import CorpusFiles, matches


@pytest.fixture
def corpus(tmp_path: Path) -> CorpusFiles:
    (tmp_path / "contracts").mkdir()
    (tmp_path / "corpus.toml").write_text(
        '[defaults]\naudience = "staff"\nowner = "Femke"\nversion = 1.10\n'
        '["*.pdf"]\nkind = "policy"\nowner = "Nora"\n["returns.pdf"]\ntitle = "Returns"\n'
    )
    (tmp_path / "contracts" / "corpus.toml").write_text(
        '[defaults]\nkind = "contract"\n["kestrel.pdf"]\ncustomer = "Kestrel"\nowner = "Jonas"\n'
    )
    return CorpusFiles(tmp_path)


def test_defaults_patterns_and_names_add_up(corpus: CorpusFiles) -> None:
    assert corpus.fields_for(PurePosixPath("returns.pdf")) == {
        "audience": "staff",
        "owner": "Nora",
        "version": "1.10",
        "kind": "policy",
        "title": "Returns",
    }


def test_the_nearest_folder_wins(corpus: CorpusFiles) -> None:
    fields = corpus.fields_for(PurePosixPath("contracts/kestrel.pdf"))
    assert (fields["kind"], fields["customer"], fields["owner"], fields["audience"]) == (
        "contract",
        "Kestrel",
        "Jonas",
        "staff",
    )


def test_a_broken_file_fails_all_that_it_speaks_for(tmp_path: Path) -> None:
    (tmp_path / "corpus.toml").write_text("[defaults\n")
    with pytest.raises(UnreadableFile, match=r"^corpus.toml is not valid TOML: at line 1"):
        CorpusFiles(tmp_path).fields_for(PurePosixPath("sub/x.md"))


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("a.pdf", "*.pdf", True),
        ("2025/a.pdf", "*.pdf", True),
        ("2025/a.pdf", "2025/*.pdf", True),
        ("hr/2025/a.pdf", "2025/*.pdf", False),
        ("2025/old/a.pdf", "2025/*.pdf", False),
        ("2025/old/a.pdf", "2025/**/*.pdf", True),
        ("2025/a.pdf", "**/*.pdf", True),
        ("x/old/y/a.pdf", "**/old/**", True),
        ("A.PDF", "*.pdf", False),
    ],
)
def test_patterns_stay_within_their_folder(path: str, pattern: str, expected: bool) -> None:
    assert matches(PurePosixPath(path), pattern) is expected
