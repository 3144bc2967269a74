"""Answers about what happened: the record, a doubt about the plan, a blow, days away."""
