"""Storage of conversations with the coach."""
