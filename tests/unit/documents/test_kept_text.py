"""Markdown and plain text: nothing is changed, headings are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.documents.converters.extracted import Extracted
from retrieval.documents.converters.markdown import extract_markdown
from retrieval.documents.converters.plain import extract_text


@given(st.text(max_size=500))
def test_the_text_is_kept_verbatim_and_headings_lie_in_it(text: str) -> None:
    for extracted in (extract_markdown(text), extract_text(text)):
        assert extracted.text == text
        assert all(0 <= heading.start < heading.end <= len(text) for heading in extracted.headings)
        starts = [heading.start for heading in extracted.headings]
        assert starts == sorted(set(starts))


def test_markdown_headings_have_level_text_and_place() -> None:
    text = "Intro\r\n\r\n# Carrier **policy** [DHL](x.html) #\r\nText\r\n\r\nCut-off\r\n-------\r\n"
    assert levels(extract_markdown(text)) == [(1, "Carrier policy DHL"), (2, "Cut-off")]
    first = extract_markdown(text).headings[0]
    assert text[first.start : first.end] == "# Carrier **policy** [DHL](x.html) #"


def test_markdown_in_code_and_rules_and_tables_is_no_heading() -> None:
    text = "```\n# code\n~~~\n```\n\n---\n\n| a |\n|---|\n\n- item\n---\n\n#hashtag\n"
    assert levels(extract_markdown(text)) == []


def test_the_first_heading_of_the_first_level_is_the_title() -> None:
    assert extract_markdown("## Not this\n\n# This\n").title == "This"


def test_plain_text_headings_are_told_by_number_capitals_or_underline() -> None:
    text = (
        "SUPPLY AGREEMENT\n\n4 Late delivery\n\nText of it.\n\n4.2 Credit\n\nMore.\n\n"
        "Notes\n=====\n\nSection 9 Term\n\nEnd."
    )
    assert levels(extract_text(text)) == [
        (1, "SUPPLY AGREEMENT"),
        (1, "4 Late delivery"),
        (2, "4.2 Credit"),
        (1, "Notes"),
        (1, "Section 9 Term"),
    ]


def test_numbered_clauses_items_figures_and_contents_are_no_headings() -> None:
    text = (
        "4.2 If Halden is late, it pays.\n\n1. wash the hands\n\n2026 12 24\n\n"
        "4.2 Late delivery ........ 7\n\n"
        "4.3 The credit of a line that is\nlate for more than a week\n\nHello there\n\nUN 1090\n"
    )
    assert levels(extract_text(text)) == []


@pytest.mark.parametrize(
    "line",
    ["# " + " \t" * 500_000 + "x", "# " + "*a" * 500_000, "[" * 500_000, "." * 500_000, "a\n=\n" * 50_000],
)
def test_a_hostile_line_does_not_take_for_ever(line: str) -> None:
    extract_markdown(line)
    extract_text(line)


def levels(extracted: Extracted) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in extracted.headings]
