"""Use-cases of samples."""
