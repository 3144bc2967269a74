"""Storage of datasets."""
