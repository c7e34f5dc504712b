"""Wording: evidence in, an answer out. `composer.py` does it without a language model."""
