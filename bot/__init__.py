"""The assistant: one turn, its channels, its record. Start reading at `bot/answer.py`."""
