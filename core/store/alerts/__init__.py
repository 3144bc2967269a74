"""Storage of alerts."""
