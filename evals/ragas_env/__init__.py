"""Scores by RAGAS, in an environment of its own (docs/adr/0016).

Everything here runs with `requirements/ragas.txt` alone: it imports nothing of bot, retrieval or guardrails.
It reads files, writes files, and speaks to nothing but the configured judge.
"""
