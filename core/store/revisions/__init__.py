"""Storage of the versions of plans, and of pauses."""
