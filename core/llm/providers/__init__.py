"""One adapter per provider, on one base."""
