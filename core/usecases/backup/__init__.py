"""Use-cases of backup."""
