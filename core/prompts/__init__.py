"""Prompts as frozen, versioned texts, and the library that renders them."""
