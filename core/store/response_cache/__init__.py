"""Storage of the response cache."""
