"""Storage of goals."""
