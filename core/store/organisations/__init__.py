"""Storage of organisations and their members."""
