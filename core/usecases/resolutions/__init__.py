"""Use-cases of resolutions."""
