"""Use-cases of traces."""
