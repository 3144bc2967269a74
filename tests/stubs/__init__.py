"""Loopback servers that speak the makers' real wire formats to their real SDKs."""
