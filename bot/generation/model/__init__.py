"""Answers worded by a language model. What may be worded is in `wordable.py`, who is asked in `chain.py`."""
