"""The record: what is kept of turns, people and decisions, in SQLite or PostgreSQL."""
