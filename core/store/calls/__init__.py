"""Storage of calls."""
