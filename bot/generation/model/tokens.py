"""How many tokens a text has at the most, without a tokenizer."""

CHARACTERS_PER_TOKEN = 3
"""Of plain letters, figures and blanks. Tokenizers of current models make 3.5 to 5 of English, about 3 of
German, 2 to 3 of order numbers; whatever is not ASCII counts as a token a character."""


def tokens_of(text: str) -> int:
    """Return an estimate that is too high rather than too low."""
    plain = sum(character.isascii() for character in text)
    return -(-plain // CHARACTERS_PER_TOKEN) + len(text) - plain
