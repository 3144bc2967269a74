"""Use-cases of exports."""
