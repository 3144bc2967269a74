"""Storage of scores."""
