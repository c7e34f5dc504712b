from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retrieval.documents.converters.extracted import Extracted, Page
from retrieval.documents.converters.markdown import extract_markdown
from retrieval.documents.converters.plain import extract_text
from retrieval.documents.splitter import WHOLE_TABLE_CHARACTERS, Piece, split

SENTENCE = "The pallet is photographed before the driver leaves the dock. "
LINES = st.sampled_from(
    [
        *("# Title", "## 1 Scope", "## 2 Late delivery", "### 2.1 Credit", "Heading", "=======", "---", ""),
        *("- one item", "  going on", "1. first", "| a | b |", "|---|---|", "| 1 | 2 |", "```", "    code"),
        *("4.2 The supplier shall deliver.", "The following applies:", "x" * 1_300, SENTENCE * 20, SENTENCE),
        *("\t", "\u00a0", "\x0b", "\x85", "§ 7 Haftung", "a | b | c"),
    ]
)
STRUCTURED = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\r\n", "\n\n"])), max_size=40).map(
    lambda lines: "".join(line + end for line, end in lines)
)
ANY_TEXT = st.one_of(st.text(max_size=3_000), STRUCTURED)
EXTRACTED = st.one_of(ANY_TEXT.map(extract_markdown), ANY_TEXT.map(extract_text))


@given(EXTRACTED)
def test_loses_nothing_but_white_space_between_passages(extracted: Extracted) -> None:
    pieces = split(extracted)
    ends = [0, *(piece.end for piece in pieces)]
    starts = [*(piece.start for piece in pieces), len(extracted.text)]
    gaps = [extracted.text[end:start] for end, start in zip(ends, starts, strict=True)]
    assert not "".join(gaps).strip()


@given(EXTRACTED)
def test_spans_ascend_do_not_overlap_and_hold_text_to_their_edges(extracted: Extracted) -> None:
    pieces = split(extracted)
    assert all(before.end <= after.start for before, after in pairwise(pieces))
    texts = [extracted.text[piece.start : piece.end] for piece in pieces]
    assert all(text and text == text.strip() for text in texts)


@given(EXTRACTED)
def test_no_passage_is_longer_than_a_table_with_its_headings(extracted: Extracted) -> None:
    assert all(piece.end - piece.start <= WHOLE_TABLE_CHARACTERS + 600 for piece in split(extracted))


def test_a_text_of_blanks_has_no_passages() -> None:
    assert split(Extracted(text=" \n\t\r\n")) == []


def test_keeps_the_heading_path_and_the_heading_in_its_passage() -> None:
    text = f"# Carrier policy\n\n## 2 Cut-off\n\n{SENTENCE * 4}\n\n### 2.1 Fridays\n\n{SENTENCE * 4}\n"
    pieces = split(extract_markdown(text))
    assert [piece.heading for piece in pieces] == [
        ("Carrier policy", "2 Cut-off"),
        ("Carrier policy", "2 Cut-off", "2.1 Fridays"),
    ]
    assert text[pieces[1].start : pieces[1].end].startswith("### 2.1 Fridays\n")


def test_fills_passages_up_to_about_900_characters() -> None:
    paragraphs = "\n\n".join(SENTENCE * 3 for _ in range(20))
    pieces = split(extract_markdown(f"# Receiving\n\n{paragraphs}\n"))
    lengths = [piece.end - piece.start for piece in pieces]
    assert all(500 <= length <= 900 for length in lengths[:-1])


def test_small_sections_of_one_top_level_section_share_a_passage() -> None:
    gate = "# Handbook\n\n## Gate\n\n### Opening\n\nFrom six.\n\n### Closing\n\nAt ten."
    yard = "## Yard\n\nNo parking."
    text = f"{gate}\n\n{yard}\n"
    assert contents(text) == [gate, yard]
    assert split(extract_markdown(text))[0].heading == ("Handbook", "Gate")


def test_numbered_sections_stay_apart_because_they_are_cited_by_number() -> None:
    text = (
        f"# Contract\n\n## 4 Late delivery\n\n### 4.1 Meaning\n\n{SENTENCE}\n\n### 4.2 Credit\n\n{SENTENCE}\n"
    )
    assert [piece.heading[-1] for piece in split(extract_markdown(text))] == ["4.1 Meaning", "4.2 Credit"]


def test_numbered_clauses_are_kept_whole() -> None:
    clauses = [f"4.{number} {SENTENCE * 9}".strip() for number in range(1, 5)]
    pieces = contents("Contract of supply\n\n" + "\n\n".join(clauses))
    assert all(any(clause in piece for piece in pieces) for clause in clauses)


def test_a_clause_takes_its_sub_items_with_it() -> None:
    clause = f"4.2 The credit is\n\n(a) 2 % from the fifth day, {'x' * 80},\n\n(b) 4 % from the tenth day."
    before = "4.1 " + SENTENCE * 13
    assert contents(f"{before}\n\n{clause}")[-1] == clause


def test_a_table_is_kept_with_its_head() -> None:
    table = "| service | cut-off |\n|---|---|\n" + "\n".join(f"| DHL {n} | 15:30 |" for n in range(50))
    assert any(table in piece for piece in contents(f"{SENTENCE * 12}\n\n{table}\n\n{SENTENCE * 12}"))


def test_a_long_table_is_cut_between_rows_and_its_head_keeps_a_row() -> None:
    rows = [f"| SKU-{number:04d} | {'x' * 60} |" for number in range(100)]
    pieces = contents("| SKU | text |\n|---|---|\n" + "\n".join(rows))
    assert pieces[0].startswith("| SKU | text |\n|---|---|\n| SKU-0000 |")
    assert all(line.startswith("|") and line.endswith("|") for piece in pieces for line in piece.splitlines())


def test_an_introduction_stays_with_its_first_item() -> None:
    text = f"{SENTENCE * 14}\n\nNot accepted are:\n\n- opened boxes\n- {'y' * 200}\n"
    assert "Not accepted are:\n\n- opened boxes" in contents(text)[1]


def test_sentences_are_not_cut_at_abbreviations_or_dates() -> None:
    sentence = "The cut-off, e.g. for parcels of approx. 30 kg, is on 24. December at 12.30 h, see No. 4. "
    pieces = contents(sentence * 30)
    assert all(piece.startswith("The cut-off") and piece.endswith("No. 4.") for piece in pieces)


def test_a_passage_has_the_page_on_which_it_begins() -> None:
    first, second = SENTENCE * 13, SENTENCE * 13
    text = f"{first}\n\n{second}"
    pages = (Page(number=1, start=0), Page(number=2, start=len(first) + 2))
    assert [piece.page for piece in split(Extracted(text=text, pages=pages))] == [1, 2]


def test_a_passage_of_a_text_without_pages_has_none() -> None:
    assert split(Extracted(text="Short.")) == [Piece(start=0, end=6, heading=(), page=None)]


def contents(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in split(extract_markdown(text))]
