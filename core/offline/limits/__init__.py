"""What a body must not do, what the person will not do, and what they like to do to move."""
