"""Storage of resolutions."""
