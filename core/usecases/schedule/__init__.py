"""Use-cases of the periodic jobs."""
