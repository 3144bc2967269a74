"""Storage of traces."""
