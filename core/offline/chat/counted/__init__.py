"""Answers that count in the plan: what is done, skipped and open, in which days, how much it is."""
