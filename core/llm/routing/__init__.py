"""Which models are asked for a call, and in which order."""
