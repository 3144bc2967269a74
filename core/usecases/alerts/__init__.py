"""Use-cases of alerts."""
