"""People around a goal, and what they may read."""
