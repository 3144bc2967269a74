"""Storage of metrics."""
