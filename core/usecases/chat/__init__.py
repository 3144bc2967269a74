"""Use-cases of the conversation with the coach."""
