"""Storage of share links."""
