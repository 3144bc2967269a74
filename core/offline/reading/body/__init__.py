"""What a goal text says of the person's own body."""
