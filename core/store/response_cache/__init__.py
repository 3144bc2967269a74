"""Storage of response cache."""
