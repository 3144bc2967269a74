"""Pages of the person with a goal."""
