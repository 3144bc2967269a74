"""Use-cases of organisations, in which people find each other by name."""
