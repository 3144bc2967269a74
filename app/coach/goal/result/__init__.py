"""What was understood and written for a goal: its resolution, scores and what they lack."""
