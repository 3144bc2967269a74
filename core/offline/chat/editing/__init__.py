"""Answers that change the plan, and whether the plan allows the change."""
