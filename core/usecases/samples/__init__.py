"""Use-cases of the sample."""
