"""How much personal data is masked, and what is masked that should not be, on generated texts."""
