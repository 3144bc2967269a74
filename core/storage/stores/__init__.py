"""Stores: small classes that write values inside a transaction somebody else opened, and never commit."""
