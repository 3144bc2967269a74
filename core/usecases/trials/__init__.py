"""Use-cases of trials."""
