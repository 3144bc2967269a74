"""Use-cases of tokens."""
