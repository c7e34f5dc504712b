"""One recognizer a file: each finds one kind of personal data. `guardrails.pii` lists those in use."""
