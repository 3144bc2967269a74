"""Storage of schedule."""
