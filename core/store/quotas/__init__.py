"""Storage of how often people did what is limited."""
