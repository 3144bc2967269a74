"""Storage of who coaches whom on which goal."""
