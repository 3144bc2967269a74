"""The Feedback page: what people say about their results."""
