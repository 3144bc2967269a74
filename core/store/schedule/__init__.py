"""Storage of the periodic jobs."""
