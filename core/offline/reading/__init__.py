"""Parse a goal text by rule."""
