"""Storage of the audit log."""
