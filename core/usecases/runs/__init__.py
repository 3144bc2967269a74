"""Use-cases of runs."""
