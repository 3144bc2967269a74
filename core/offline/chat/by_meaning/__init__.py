"""Answers to what a message does by its meaning: news, a decision, a change for good, a figure."""
