"""Use-cases of share links."""
