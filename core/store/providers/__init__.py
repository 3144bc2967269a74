"""Storage of providers."""
