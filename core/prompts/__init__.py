"""Prompts as frozen, versioned text, and the shelf they are taken from."""
