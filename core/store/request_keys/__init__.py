"""Storage of idempotency keys: which requests were answered already, and how."""
