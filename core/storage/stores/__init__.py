"""One store a topic; each takes a connection and speaks in values."""
