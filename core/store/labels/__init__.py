"""Storage of labels."""
