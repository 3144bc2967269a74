"""Use-cases of scores."""
