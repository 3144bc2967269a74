"""Storage of tokens."""
