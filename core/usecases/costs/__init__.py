"""Use-cases of costs."""
