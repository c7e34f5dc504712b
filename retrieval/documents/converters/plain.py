"""Plain text, kept verbatim."""

from retrieval.documents.converters.extracted import Extracted
from retrieval.documents.converters.outline import headings_in


def extract_text(text: str) -> Extracted:
    return Extracted(text=text, headings=tuple(headings_in(text)))
