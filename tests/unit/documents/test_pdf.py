import pytest

from retrieval.documents.converters.extracted import Extracted, UnreadableFile
from retrieval.documents.converters.limits import DEFAULT_LIMITS, Limits
from retrieval.documents.converters.pdf import extract_pdf
from retrieval.documents.converters.pdf_paragraphs import joined
from tests.unit.documents.files import Pdf, encrypted, pdf_bytes, pdf_of_pages

LONG = (
    "If Halden delivers later than the promised day, the customer may claim a credit of 2 % of the net value "
    "of the late goods for each started week, counted from the fifth day late. "
)


def extract(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Extracted:
    return extract_pdf(data, limits)


def test_joins_the_lines_of_a_paragraph_and_tells_headings() -> None:
    def write(pdf: Pdf) -> None:
        pdf.heading("Supply contract Kestrel", size=18)
        pdf.heading("4 Late delivery")
        pdf.heading("4.2 Credit")
        pdf.body(LONG * 2)
        pdf.body("The cap is 10 %.")

    extracted = extract(pdf_bytes(write))
    assert extracted.text == (
        "Supply contract Kestrel\n\n4 Late delivery\n\n4.2 Credit\n\n"
        f"{(LONG * 2).strip()}\n\nThe cap is 10 %."
    )
    assert marks(extracted) == [(1, "Supply contract Kestrel"), (1, "4 Late delivery"), (2, "4.2 Credit")]


def test_tells_headings_by_their_number_or_capitals_where_the_type_does_not() -> None:
    def write(pdf: Pdf) -> None:
        for text in ("Terms of Delivery", LONG, "4.2 Late delivery", LONG, "4.3 " + LONG):
            pdf.body(text)

    assert marks(extract(pdf_bytes(write))) == [(2, "Terms of Delivery"), (2, "4.2 Late delivery")]


def test_sets_the_cells_of_a_row_apart() -> None:
    def write(pdf: Pdf) -> None:
        pdf.body("Cut-off times at the dock:")
        pdf.rows([("Service", "Booked", "Dock"), ("DHL Express", "15:30", "16:00")])

    assert extract(pdf_bytes(write)).text.endswith("Service | Booked | Dock\nDHL Express | 15:30 | 16:00")


def test_list_items_are_lines_of_their_own() -> None:
    def write(pdf: Pdf) -> None:
        pdf.body("Not accepted are:\n- opened boxes\n- used goods\n1. first\n(a) second")

    assert extract(pdf_bytes(write)).text == (
        "Not accepted are:\n\n- opened boxes\n- used goods\n1. first\n(a) second"
    )


def test_knows_where_each_page_begins() -> None:
    extracted = extract(pdf_of_pages(["First page.", "Second page.", "Third page."]))
    found = [(page.number, extracted.text[page.start :][:6]) for page in extracted.pages]
    assert found == [(1, "First "), (2, "Second"), (3, "Third ")]


def test_joins_a_paragraph_over_a_page_break_and_notes_the_page_inside_it() -> None:
    extracted = extract(pdf_of_pages(["The goods are sent when the", "customer has paid. End."]))
    assert extracted.text == "The goods are sent when the customer has paid. End."
    assert [extracted.text[page.start :][:8] for page in extracted.pages] == ["The good", "customer"]


def test_drops_running_heads_and_page_numbers() -> None:
    pages = [f"Clause {word} of the contract is here." for word in ("one", "two", "three", "four")]
    text = extract(pdf_of_pages(pages, running_head="Halden Supply, confidential")).text
    assert text == "\n\n".join(pages)


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("the deliv-", "ery", "the delivery"),
        ("WH-", "North", "WH-North"),
        ("Lager-", "und Versandkosten", "Lager- und Versandkosten"),
        ("a next-", "day parcel", "a next-day parcel"),
        ("soft\u00ad", "ware", "software"),
        ("GLV-", "1040", "GLV-1040"),
        ("from 10", "to 12", "from 10 to 12"),
    ],
)
def test_makes_divided_words_whole(text: str, line: str, expected: str) -> None:
    assert joined(text, line, frozenset({"next-day"})) == expected


def test_an_encrypted_file_is_reported() -> None:
    with pytest.raises(UnreadableFile, match="encrypted"):
        extract(encrypted(pdf_of_pages(["Secret."]), password="open sesame"))


def test_a_file_that_only_restricts_printing_is_read() -> None:
    assert extract(encrypted(pdf_of_pages(["Public."]), password="")).text == "Public."


def test_a_file_of_pictures_is_reported() -> None:
    with pytest.raises(UnreadableFile, match="has no text"):
        extract(pdf_bytes(lambda pdf: pdf.rect(10, 10, 50, 50)))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00garbage " * 500])
def test_a_damaged_file_is_reported(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="is damaged"):
        extract(data)


def test_too_many_pages_are_reported() -> None:
    with pytest.raises(UnreadableFile, match="more than 2 pages"):
        extract(pdf_of_pages(["a", "b", "c"]), Limits(pages=2))


@pytest.mark.parametrize(
    ("heading", "own_title", "title"),
    [
        ("Supply contract Kestrel", "Microsoft Word - v7 final.doc", "Supply contract Kestrel"),
        ("1 Scope", "Supply contract", "Supply contract"),
        ("1 Scope", "contract.docx", None),
    ],
)
def test_a_title_that_a_program_gave_is_not_taken(heading: str, own_title: str, title: str | None) -> None:
    def write(pdf: Pdf) -> None:
        pdf.set_title(own_title)
        pdf.heading(heading, size=18)
        pdf.body(LONG)

    assert extract(pdf_bytes(write)).title == title


def marks(extracted: Extracted) -> list[tuple[int, str]]:
    return [(heading.level, heading.text) for heading in extracted.headings]
