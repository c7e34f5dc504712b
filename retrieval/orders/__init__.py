"""Orders: their state, the reasons why they wait, and where both are read."""
