"""A use-case, then the cached reads it touched are cleared."""
