"""The coach's answers to check-ins, by rule."""
