"""Storage of ratings."""
