"""Use-cases of measurements."""
