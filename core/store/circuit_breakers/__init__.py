"""Storage of circuit breakers."""
