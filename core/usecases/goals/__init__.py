"""Use-cases of goals."""
