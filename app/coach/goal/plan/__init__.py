"""The plan of a goal: this week, and the whole of it."""
