"""Storage of what an admin saved about models: keys, and a model server on this machine."""
