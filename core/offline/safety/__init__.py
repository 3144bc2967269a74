"""Which texts are not planned."""
