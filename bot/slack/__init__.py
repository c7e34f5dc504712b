"""Slack: a channel for staff, and for guests as the public. It translates; `bot/door.py` decides."""
