"""Use-cases of a person's consent to language models."""
