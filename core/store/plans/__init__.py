"""Storage of plans."""
