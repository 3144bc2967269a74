"""Use-cases of the Overview."""
