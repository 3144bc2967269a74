"""Values in, figure out."""
