"""Use-cases of settings."""
