"""Storage of exports."""
