"""Use-cases of idempotency keys: a request that is sent twice is worked on once."""
