"""Pages of the person who keeps it running."""
