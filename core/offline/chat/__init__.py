"""Answers of the offline coach to questions about a goal's plan."""
