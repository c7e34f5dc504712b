"""Slack: a channel for staff, and for guests as the public. It translates; the door (`bot/door.py`) decides."""
