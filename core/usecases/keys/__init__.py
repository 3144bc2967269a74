"""Use-cases of keys: saving, listing and removing them, and model servers on this machine."""
