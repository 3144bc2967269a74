"""Use-cases of labels."""
