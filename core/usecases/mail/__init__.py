"""Use-cases of mail."""
