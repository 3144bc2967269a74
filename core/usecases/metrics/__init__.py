"""Use-cases of metrics."""
