"""Storage of check-ins."""
