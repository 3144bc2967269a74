"""Loopback servers that speak the providers' real wire formats to their real SDKs."""
