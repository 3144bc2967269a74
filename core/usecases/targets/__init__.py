"""Use-cases of targets."""
