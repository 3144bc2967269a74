"""Use-cases of schedule."""
