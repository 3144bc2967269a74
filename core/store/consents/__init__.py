"""Storage of consents to language models."""
