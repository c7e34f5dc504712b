"""Is it good: cases, scores and the gate a release has to pass."""
