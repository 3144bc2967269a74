"""Storage of prompt releases."""
