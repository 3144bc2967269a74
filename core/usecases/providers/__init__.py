"""Use-cases of providers."""
