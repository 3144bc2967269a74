"""Storage of samples."""
