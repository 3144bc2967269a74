"""Storage of the sample."""
