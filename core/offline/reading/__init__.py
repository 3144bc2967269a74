"""Reading a goal text by rule."""
