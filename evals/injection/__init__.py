"""Attacks and harmless texts to measure the prompt-injection detector by, written without a look at it."""
