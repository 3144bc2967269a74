"""Storage of rollups."""
