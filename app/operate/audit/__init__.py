"""Audit log: who changed what may be done."""
