"""Storage of retention."""
