"""Use-cases of calls."""
