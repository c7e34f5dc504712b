"""One file per format: bytes in, text with its headings and pages out."""
