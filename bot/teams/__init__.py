"""Microsoft Teams: a channel for staff. Everything of Microsoft's SDK stays in this folder."""
