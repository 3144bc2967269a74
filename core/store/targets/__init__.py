"""Storage of targets."""
