"""Where passages are kept: one module per store."""
