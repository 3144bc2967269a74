"""Commands about people around a goal, and what they may read."""
