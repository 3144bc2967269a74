"""Use-cases of routing."""
