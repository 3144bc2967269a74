"""Use-cases of signing in and out."""
