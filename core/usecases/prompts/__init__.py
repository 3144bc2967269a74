"""Use-cases of prompts."""
