"""Use-cases of datasets."""
