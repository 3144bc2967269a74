"""The Evaluations page: scores over time."""
