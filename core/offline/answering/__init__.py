"""Answers to the questions a person asked: by arithmetic, from the plan, or from a topic."""
