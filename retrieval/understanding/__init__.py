"""Understanding a message by rules: what it names, when, in which language, and what it asks."""
