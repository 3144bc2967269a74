"""Storage of costs."""
