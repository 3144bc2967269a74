"""Storage of clarifications."""
