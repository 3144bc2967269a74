"""Use-cases of progress."""
