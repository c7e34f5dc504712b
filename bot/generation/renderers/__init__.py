"""One module per kind of answer: typed evidence in, paragraphs out. Nothing is looked up here."""
