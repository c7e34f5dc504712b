import pytest

from retrieval.documents.converters.extracted import Extracted, UnreadableFile
from retrieval.documents.converters.webpage import extract_html


def test_keeps_headings_paragraphs_lists_and_table_rows() -> None:
    page = """<!doctype html><html><head><title>Returns
      policy</title><style>p{}</style></head><body>
      <h1>Returns</h1><p>Within <b>30 days</b>
      of delivery.<br>See below.</p>
      <h2>What</h2><ul><li>gloves<ul><li>size L</li></ul></li><li>helmets</li></ul>
      <ol><li>write</li><li>send</li></ol>
      <table><tr><th>reason</th><th>freight</th></tr>
      <tr><td>wrong <i>article</i></td><td>we pay</td></tr></table>
      </body></html>"""
    extracted = extract_html(page)
    assert extracted.text == (
        "Returns\n\nWithin 30 days of delivery.\nSee below.\n\nWhat\n\n- gloves\n  - size L\n- helmets\n"
        "1. write\n2. send\nreason | freight\nwrong article | we pay"
    )
    assert marks(extracted) == [(1, "Returns"), (2, "What")]
    assert extracted.title == "Returns policy"


def test_drops_navigation_scripts_and_what_a_browser_hides() -> None:
    page = """<body><nav>Home</nav><script>alert(1)</script><p>Shown.</p>
      <footer>Imprint</footer>
      <p hidden>a</p><p style="display: none">b</p><p style="font-size:0px">c</p>
      <span aria-hidden="true">d</span><p style="font-size:0.9em">Small.</p><!-- comment -->
      <template>e</template><noscript>f</noscript></body>"""
    assert extract_html(page).text == "Shown.\n\nSmall."


def test_reads_the_main_part_alone_when_there_is_one() -> None:
    page = "<body><div>Menu</div><main><h1>Policy</h1><p>Text</p></main><div>Ads</div></body>"
    assert extract_html(page).text == "Policy\n\nText"


def test_a_table_used_for_layout_is_read_as_text() -> None:
    page = "<table><tr><td><h1>Policy</h1><p>First.</p><p>Second.</p></td></tr></table>"
    assert extract_html(page).text == "Policy\n\nFirst.\n\nSecond."


def test_headings_mark_their_own_line() -> None:
    extracted = extract_html("<h1>One</h1>text<h3>  Two\n words </h3><p>end</p>")
    spans = [extracted.text[heading.start : heading.end] for heading in extracted.headings]
    assert spans == [heading.text for heading in extracted.headings] == ["One", "Two words"]


def test_reads_damaged_and_strange_pages() -> None:
    assert extract_html("<p>open <b>bold<p>next</div></td>").text == "open bold\n\nnext"
    assert extract_html('<?xml version="1.0" encoding="latin-1"?><html><body>ä</body></html>').text == "ä"
    assert extract_html("no mark-up at all").text == "no mark-up at all"


def test_keeps_preformatted_lines() -> None:
    assert extract_html("<pre>a  b\n  c</pre>").text == "a  b\n  c"


def test_reports_a_page_nested_without_end() -> None:
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        extract_html("<p>Some text</p>" + "<div>" * 100_000 + "deep")


def marks(extracted: Extracted) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in extracted.headings]
