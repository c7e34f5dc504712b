"""A company's files: found, read, split and written to the index; then searched."""
