"""Use-cases of evaluation runs."""
