"""Use-cases of ratings."""
