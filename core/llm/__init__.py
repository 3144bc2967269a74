"""Implementations of the LanguageModel port, and the wrappers around them."""
