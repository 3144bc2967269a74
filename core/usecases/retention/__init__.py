"""Use-cases of retention."""
