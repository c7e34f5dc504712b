"""Text in, verdict out. Knows no assistant and no store."""
